"""A real mail server on this machine; what it does with a mail is the test's."""

from aiosmtpd.controller import Controller


class AnyPort(Controller):
    """Listens at a port that the system chooses."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr] # it is listening by now
        super()._trigger_server()
