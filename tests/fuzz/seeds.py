"""Seeds of the fuzz targets, one file each, out of the corpora that the tests have anyway: seeds.py FOLDER."""

import hashlib
import json
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent

MESSAGES = [
    '{"id":7,"at":1700000000123,"seen":"2026-11-21T13:30:00.123456Z","day":"2026-11-21","second":1700000000,"state":"CA"}',
    '{"id":-9223372036854775808,"at":"2026-11-21T13:30:00Z","seen":"2026-11-21 13:30:00","state":"","small":"-128","ok":"true"}',
    '{"id":1,"at":0,"seen":"1970-01-01","state":"x","price":12.34,"score":1.5e300,"huge":18446744073709551615,"ok":false}',
    '{"id":1,"at":1,"seen":"2026-01-01T00:00:00+02:00","state":"a\\u00e9\\n","address":{"city":"Z\\u00fcrich","zip":8000},"tags":["a","b"]}',
    '{"id":1,"at":1,"seen":"2026-01-01T00:00:00Z","state":"s","key":"00000000-0000-0000-0000-000000000001","secret":"p","new":{"x":[1]}}',
    '{"a longer key than sixteen bytes":null,"id":2,"at":3,"seen":"2026-01-01T00:00:00Z","state":"s","tags":[]}',
    '[{"id":1},{"id":2}]', '{"id":1}\n{"id":2}\n', "{}", "null", "",
]


def inputs():
    attacks = [json.loads(line)["sql"] for line in (TESTS / "attacks" / "attacks.jsonl").read_text(encoding="utf-8").splitlines()]
    analysts = [line for line in (TESTS / "attacks" / "analysts.sql").read_text(encoding="utf-8").splitlines() if not line.startswith("--")]
    questions = [json.loads(line)["question"] for line in (TESTS / "nl" / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    yield "guard", attacks + analysts
    yield "question", questions + [f"{first}\n{second}" for first, second in zip(questions[::7], questions[3::7])]
    yield "message", MESSAGES


def main(folder: Path) -> None:
    for target, texts in inputs():
        (folder / target).mkdir(parents=True, exist_ok=True)
        for text in texts:
            data = text.encode()
            (folder / target / hashlib.sha1(data).hexdigest()).write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
