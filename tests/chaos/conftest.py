"""`./aurora test chaos --seed N --rounds M`: only the seeded test, repeatable and as long as wanted."""

import random

import pytest

# About a minute and a half.
ROUNDS = 40


def pytest_addoption(parser):
    parser.addoption("--seed", type=int, help="seed of the seeded chaos test; without it a new one, which is printed")
    parser.addoption("--rounds", type=int, help=f"rounds of the seeded chaos test ({ROUNDS} by default)")


def pytest_collection_modifyitems(config, items):
    if config.getoption("seed") is None and config.getoption("rounds") is None:
        return
    others = [item for item in items if "chaos_seed" not in getattr(item, "fixturenames", [])]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if item not in others]


@pytest.fixture
def chaos_seed(request):
    seed = request.config.getoption("seed")
    return random.SystemRandom().randrange(1 << 31) if seed is None else seed


@pytest.fixture
def chaos_rounds(request):
    rounds = request.config.getoption("rounds")
    return ROUNDS if rounds is None else rounds
