"""The first start of an empty archive, at a terminal: each answer is looked at when it is given."""

import contextlib
import fcntl
import os
import pty
import select
import sqlite3
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.db import transaction

from heritage.peoples.reference.units import load_units
from heritage.site import founding
from tests.integration.conftest import copy
from tests.integration.test_run import LEFT_OUT, ROOT, Archive, unused_port

ANSWERS = {
    "province": "Khánh Hòa",
    "agency": "Sở Văn hóa, Thể thao và Du lịch",
    "username": "quan-tri",
    "password": "gong-chieng-buoi-toi",
}
BACKSPACE = "\x7f"
LEFT_ARROW = "\x1b[D"
END_OF_FILE = "\x04"
IUTF8 = 0o40000


class Terminal:
    """`manage.py start` on a terminal whose backspace removes bytes, not letters."""

    def __init__(self, data: Path, **variables: str) -> None:
        self.data = data
        self.screen, slave = pty.openpty()
        attributes = termios.tcgetattr(slave)
        attributes[0] &= ~IUTF8
        termios.tcsetattr(slave, termios.TCSANOW, attributes)
        inherited = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "start"],
            cwd=ROOT,
            env={
                **inherited,
                "DJANGO_SETTINGS_MODULE": "heritage.settings.development",
                "ENV_FILE": os.devnull,
                "DATA_DIR": str(data),
                "PORT": str(unused_port()),
                "SERVER_PROCESSES": "1",
                "DEMO": "0",
                "TERM": "dumb",
                **variables,
            },
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(slave)
        self.read = b""

    def type(self, line: str) -> None:
        self.type_bytes(line.encode())

    def type_bytes(self, line: bytes) -> None:
        os.write(self.screen, line)

    def read_until(self, wanted: str, seconds: float = 90) -> str:
        """What was shown since the last call, and `wanted` at its end."""
        ends = time.monotonic() + seconds
        while wanted.encode() not in self.read:
            left = max(0, ends - time.monotonic())
            assert select.select([self.screen], [], [], left)[0], self.read.decode()
            self.read += os.read(self.screen, 4096)
        shown, _, self.read = self.read.partition(wanted.encode())
        return shown.decode(errors="replace")

    def read_to_the_end(self) -> str:
        with contextlib.suppress(OSError):  # Linux: the other side is closed
            while more := os.read(self.screen, 4096):
                self.read += more
        return self.read.decode(errors="replace")

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.screen)


@pytest.fixture
def terminal(unfounded: Path, tmp_path: Path) -> Iterator[Terminal]:
    """Of an archive that is ready, but for whose it is: the first start asks for that last."""
    copy(Archive(unfounded, unused_port()).data, tmp_path / "data")
    it = Terminal(tmp_path / "data")
    yield it
    it.close()


@pytest.mark.slow
def test_what_is_mistyped_is_asked_again_and_nothing_is_lost(terminal: Terminal) -> None:
    terminal.read_until("(province): ")
    terminal.type("\n")
    assert "Hãy ghi tên tỉnh" in terminal.read_until("(province): ")
    terminal.type("Kon Tum\n")
    assert "Kon Tum → Tỉnh Quảng Ngãi" in terminal.read_until("(agency): ")
    terminal.type_bytes("Huế".encode()[:-1] + b"\n")
    assert "gõ lại cả dòng" in terminal.read_until("(agency): ")
    terminal.type("Sở Văn hóa Huế" + BACKSPACE + "ế\n")
    terminal.read_until("user name): ")
    terminal.type("quan tri\n")
    assert "hợp lệ" in terminal.read_until("user name): ")
    terminal.type("quan-tri\n")
    terminal.read_until("(password): ")
    terminal.type("gong-chieng-tối" + LEFT_ARROW + "\n")
    assert "gõ lại cả dòng" in terminal.read_until("(password): ")
    for question in ("(again): ", "the archive is open"):
        terminal.type(ANSWERS["password"] + "\n")
        assert "Traceback" not in terminal.read_until(question)
    with sqlite3.connect(f"file:{terminal.data}/archive.sqlite3?mode=ro", uri=True) as archive:
        found = archive.execute("SELECT province, agency FROM site_institution").fetchall()
    archive.close()
    assert found == [("Quảng Ngãi", "Sở Văn hóa Huế")]


@pytest.mark.slow
def test_the_end_of_input_ends_it_with_a_sentence(terminal: Terminal) -> None:
    terminal.read_until("(province): ")
    terminal.type(END_OF_FILE)
    shown = terminal.read_to_the_end()
    assert "chưa lập kho" in shown
    assert "Traceback" not in shown
    assert terminal.process.wait(10) == 1


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PORT", "abc"), ("PORT", "80000"), ("SERVER_THREADS", "0"), ("DATA_DIR", __file__)],
)
def test_a_wrong_variable_is_named_in_a_sentence(variable: str, value: str, tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, **{variable: value})
    shown = terminal.read_to_the_end()
    terminal.close()
    assert f"{variable}={value}" in shown
    assert "Traceback" not in shown


@pytest.fixture(scope="class")
def units(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The units of today and before, loaded once: each test is rolled back to them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_units()
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("units", "db")
class TestAnswers:
    def refused(self, key: str, written: str) -> str:
        with pytest.raises(ValidationError) as caught:
            founding.QUESTIONS[key].accept(written, ANSWERS)
        return " ".join(caught.value.messages)

    @pytest.mark.parametrize(
        ("written", "province"),
        [
            ("khanh hoa", "Khánh Hòa"),
            ("Tỉnh Đắk Lắk", "Đắk Lắk"),
            ("TP.HCM", "Hồ Chí Minh"),
            ("Ninh Thuận", "Khánh Hòa"),
            ("Thừa Thiên Huế", "Huế"),
        ],
    )
    def test_a_province_is_known_by_any_of_its_names(self, written: str, province: str) -> None:
        assert founding.QUESTIONS["province"].accept(written, {}) == province

    def test_what_is_no_province_is_answered_with_near_names(self) -> None:
        assert "Khánh Hòa" in self.refused("province", "Khánh Hào")
        assert self.refused("province", "Sài Gòn cũ").count(",") >= 33

    def test_an_agency_of_too_many_letters_is_refused(self) -> None:
        assert "160" in self.refused("agency", "x" * 161)

    def test_a_user_name_is_stored_as_it_is_typed_at_the_sign_in(self) -> None:
        decomposed = unicodedata.normalize("NFD", "quản-trị")
        assert founding.QUESTIONS["username"].accept(decomposed, {}) == "quản-trị"

    def test_a_variable_that_cannot_be_taken_is_named(self) -> None:
        with pytest.raises(CommandError, match="ADMIN_USERNAME: "):
            founding.ask(ANSWERS | {"username": "quan tri"})
        with pytest.raises(CommandError, match=r"PROVINCE: .*Khánh Hòa"):
            founding.ask(ANSWERS | {"province": "Khánh Hào"})
        assert founding.ask(ANSWERS) == ANSWERS
