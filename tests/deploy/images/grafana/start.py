"""Grafana's stand-in as its official image starts: on port 3000, the administrator's password in the file that the environment names."""

import os
import signal
from pathlib import Path

from harness.grafana import Grafana

# As the first process of a container it is ended by no signal that it does not take itself.
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
password = Path(os.environ["GF_SECURITY_ADMIN_PASSWORD__FILE"]).read_text(encoding="utf-8").strip()
Grafana(user="admin", password=password, host="0.0.0.0", port=3000).start()
signal.sigwait({signal.SIGTERM})
