"""One real PostgreSQL server on loopback, as Debian's package brings it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from .ports import free_port
from .process import Process

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))


class PostgreSql:
    """start() / stop() / kill(). The user is aurora, its password in `password_file`; url(name) is a database's."""

    def __init__(self, folder: Path):
        if not BINARIES:
            raise FileNotFoundError("PostgreSQL is not installed: apt-get install postgresql")
        self.port = free_port()
        self.password = "state-password-for-tests"
        self.password_file = Path(folder) / "state.password"
        self.password_file.touch(mode=0o600)
        self.password_file.write_text(self.password)
        # PostgreSQL refuses to be root, and whom it runs as must reach its data: not below pytest's own folders.
        self.data = Path(tempfile.mkdtemp(prefix="aurora-postgresql-"))
        self.become = []
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self.data, account.pw_uid, account.pw_gid)
            self.become = ["setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups"]
        first = self.data / "first-password"
        first.write_text(self.password)
        first.chmod(0o644)
        cluster = self.data / "cluster"
        subprocess.run([*self.become, BINARIES[-1] / "initdb", "-D", cluster, "-U", "aurora", "--auth=scram-sha-256", "--encoding=UTF8",
                        f"--pwfile={first}", "--no-sync"], check=True, capture_output=True, cwd="/")
        first.unlink()
        command = [*self.become, BINARIES[-1] / "postgres", "-D", cluster, "-p", self.port, "-c", "listen_addresses=127.0.0.1",
                   "-c", f"unix_socket_directories={self.data}", "-c", "fsync=off"]
        self.process = Process("postgresql", command, folder, ready=self._answers)

    def start(self) -> "PostgreSql":
        self.process.start()
        return self

    def stop(self) -> None:
        # SIGINT: does not wait for sessions to end by themselves.
        if self.process.running():
            self.process.child.send_signal(2)
            self.process.child.wait(20)

    def destroy(self) -> None:
        self.stop()
        shutil.rmtree(self.data)

    def url(self, database: str) -> str:
        return f"postgresql://aurora@127.0.0.1:{self.port}/{database}"

    def sql(self, statement: str, database: str = "postgres") -> str:
        """What psql prints, without headings."""
        done = subprocess.run([BINARIES[-1] / "psql", "-w", "-h", "127.0.0.1", "-p", str(self.port), "-U", "aurora", "-d", database, "-At",
                               "-c", statement], env={**os.environ, "PGPASSWORD": self.password}, capture_output=True, text=True,
                              timeout=20)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def _answers(self) -> bool:
        return self.sql("SELECT 1") == "1"
