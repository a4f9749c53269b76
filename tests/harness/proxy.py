"""A TCP proxy that does to a connection what networks do: cuts it, stands still, keeps a request back for longer than its
client waits, loses an answer."""

import socket
import threading
import time

_PIECE = 64 << 10


class Proxy:
    """Forwards 127.0.0.1:port (0: a free one) to 127.0.0.1:target. All methods are thread-safe; close() ends it."""

    def __init__(self, target: int, port: int = 0):
        self.target = target
        self._listener = socket.create_server(("127.0.0.1", port))
        self.port = self._listener.getsockname()[1]
        self._lock = threading.Lock()
        self._links: set[_Link] = set()
        self._is_cut = False
        self._moving = threading.Event()
        self._moving.set()
        self._hold, self._hold_left = b"", 0
        self._lose, self._lose_left = b"", 0
        self._refuse_left = 0
        self._held: list[_Link] = []
        self.lost = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Ends every connection, and every new one at once, until mend()."""
        with self._lock:
            self._is_cut = True
            links = list(self._links)
        for link in links:
            link.close()

    def refuse(self, times: int) -> None:
        """The next connections end at once."""
        with self._lock:
            self._refuse_left = times

    def mend(self) -> None:
        with self._lock:
            self._is_cut = False

    def stall(self) -> None:
        """Connections stay, and nothing moves, until go_on()."""
        self._moving.clear()

    def go_on(self) -> None:
        self._moving.set()

    def hold(self, pattern: bytes, times: int = 1) -> None:
        """The next requests that hold the pattern are kept back until release(), also when their client leaves meanwhile."""
        with self._lock:
            self._hold, self._hold_left = pattern, times

    @property
    def held(self) -> int:
        with self._lock:
            return len(self._held)

    def release(self) -> None:
        with self._lock:
            links, self._held = self._held, []
            self._hold_left = 0
        for link in links:
            link.released.set()

    def lose_answers(self, pattern: bytes, times: int = 1) -> None:
        """The next requests that hold the pattern arrive; instead of the answer the client sees the connection's end."""
        with self._lock:
            self._lose, self._lose_left = pattern, times

    def close(self) -> None:
        # Closed alone it would accept one more.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.go_on()
        self.release()
        self.cut()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                refused = self._is_cut or self._refuse_left > 0
                self._refuse_left = max(0, self._refuse_left - 1)
            try:
                server = None if refused else socket.create_connection(("127.0.0.1", self.target), timeout=5)
            except OSError:
                server = None
            if server is None:
                client.close()
                continue
            server.settimeout(None)
            link = _Link(self, client, server)
            with self._lock:
                self._links.add(link)
            link.start()

    def _wants_hold(self, link: "_Link", piece: bytes) -> bool:
        with self._lock:
            if self._hold_left == 0 or self._hold not in piece:
                return False
            self._hold_left -= 1
            self._held.append(link)
            return True

    def _wants_loss(self, piece: bytes) -> bool:
        with self._lock:
            if self._lose_left == 0 or self._lose not in piece:
                return False
            self._lose_left -= 1
            self.lost += 1
            return True

    def _is_holding(self, link: "_Link") -> bool:
        with self._lock:
            return link in self._held

    def _forget(self, link: "_Link") -> None:
        with self._lock:
            self._links.discard(link)


class _Link:
    """One connection: a thread for each direction."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket):
        self.proxy, self.client, self.server = proxy, client, server
        self.released = threading.Event()
        self.loses = False

    def start(self) -> None:
        threading.Thread(target=self._requests, daemon=True).start()
        threading.Thread(target=self._answers, daemon=True).start()

    def close(self) -> None:
        for end in (self.client, self.server):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            end.close()
        self.proxy._forget(self)  # pylint: disable=protected-access

    def _requests(self) -> None:
        # pylint: disable=protected-access
        kept: list[bytes] = []
        try:
            while piece := self.client.recv(_PIECE):
                self.proxy._moving.wait()
                if kept or self.proxy._wants_hold(self, piece):
                    kept.append(piece)
                    if self._whole(kept):
                        break
                    continue
                if self.proxy._wants_loss(piece):
                    self.loses = True
                self.server.sendall(piece)
            if kept:
                self.released.wait()
                self.server.sendall(b"".join(kept))
                # The server reads all of it before it looks at its client again.
                time.sleep(1)
        except OSError:
            pass
        self.close()

    @staticmethod
    def _whole(kept: list[bytes]) -> bool:
        request = b"".join(kept)
        head, blank, body = request.partition(b"\r\n\r\n")
        for line in head.split(b"\r\n"):
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"content-length":
                return bool(blank) and len(body) >= int(value)
        return False

    def _answers(self) -> None:
        try:
            while piece := self.server.recv(_PIECE):
                self.proxy._moving.wait()  # pylint: disable=protected-access
                if self.loses:
                    break
                self.client.sendall(piece)
        except OSError:
            pass
        if not self.proxy._is_holding(self):  # pylint: disable=protected-access
            self.close()
