"""What the first start of an empty archive asks, and which answers it takes."""

import getpass
import sys
import termios
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError

from heritage.peoples.reference.provinces import province_of_today, provinces_near
from search.analysis.text import find_control_characters, tidy

Accept = Callable[[str, dict[str, str]], str]
"""From what was written and the answers before it to the answer; ValidationError refuses."""

IUTF8 = 0o40000  # of Linux and macOS; the standard library does not name it

BEFORE = (
    "Kho trống: bốn câu hỏi. Tỉnh và cơ quan sửa được về sau trong trang quản trị: Cấu hình › Cơ"
    " quan phụ trách. (Both can be corrected later, in the admin's settings. Ctrl-C: dừng · stop)\n"
)
UNREADABLE = "Không đọc được dòng này, hãy gõ lại cả dòng. (Cannot be read: type the line again.)"


@dataclass(frozen=True)
class Question:
    """The variable that answers it, its words, and what is taken as an answer."""

    variable: str
    words: str
    accept: Accept


def _province(written: str, answers: dict[str, str]) -> str:
    name = tidy(written)
    if not name:
        raise ValidationError("Hãy ghi tên tỉnh, ví dụ Khánh Hòa. (Write the province.)")
    province = province_of_today(name)
    if province is None:
        near = ", ".join(provinces_near(name))
        raise ValidationError(
            f"Không có tỉnh, thành phố “{name}”. Hãy chọn: {near}. (No such province.)"
        )
    if province.name.casefold() != name.casefold():
        sys.stdout.write(f"  {name} → {province.full_name}\n")
    return province.name


def _agency(written: str, answers: dict[str, str]) -> str:
    from heritage.site.models import Institution

    name = tidy(written)
    if not name:
        raise ValidationError(
            "Hãy ghi tên cơ quan, ví dụ Sở Văn hóa, Thể thao và Du lịch. (Write the agency.)"
        )
    field = Institution._meta.get_field("agency")
    return str(field.clean(name, None))


def _username(written: str, answers: dict[str, str]) -> str:
    User = get_user_model()
    name = tidy(User.normalize_username(written))
    if not name:
        raise ValidationError("Hãy ghi một tên không có dấu cách, ví dụ quan-tri. (Write a name.)")
    return str(User._meta.get_field("username").clean(name, None))


def _password(written: str, answers: dict[str, str]) -> str:
    if not written:
        raise ValidationError("Hãy ghi một mật khẩu. (Write a password.)")
    validate_password(written, get_user_model()(username=answers["username"]))
    return written


QUESTIONS = {
    "province": Question("PROVINCE", "Tỉnh, thành phố (province)", _province),
    "agency": Question("AGENCY", "Cơ quan quản lý kho tư liệu (agency)", _agency),
    "username": Question(
        "ADMIN_USERNAME", "Tên đăng nhập của người quản trị (administrator's user name)", _username
    ),
    "password": Question("ADMIN_PASSWORD", "Mật khẩu của người quản trị (password)", _password),
}


def ask(given: dict[str, str]) -> dict[str, str]:
    """What `setup.found` needs: from the environment, and what is missing there from the terminal.

    Raises CommandError where a variable has no good answer, where one is missing and there is no
    terminal, and where the terminal is closed in the middle.
    """
    missing = [key for key in QUESTIONS if not given.get(key, "").strip()]
    if missing and not (sys.stdin and sys.stdin.isatty()):
        names = ", ".join(QUESTIONS[key].variable for key in missing)
        raise CommandError(
            f"An empty archive needs to know whose it is. Set {names} in the environment or in"
            " .env, or start it once from a terminal, where it asks."
        )
    if missing:
        _delete_whole_letters()
        sys.stdout.write(BEFORE)
    answers: dict[str, str] = {}
    for key, question in QUESTIONS.items():
        if key in missing:
            answers[key] = _answer(question, answers, is_secret=key == "password")
        else:
            answers[key] = _from_environment(question, given[key], answers)
    return answers


def _from_environment(question: Question, written: str, answers: dict[str, str]) -> str:
    try:
        return question.accept(written, answers)
    except ValidationError as error:
        raise CommandError(f"{question.variable}: {' '.join(error.messages)}") from error


def _answer(question: Question, answers: dict[str, str], is_secret: bool) -> str:
    """Ask until the answer is taken; a secret twice."""
    read = getpass.getpass if is_secret else input
    while True:
        try:
            answer = question.accept(_written(read, question.words), answers)
            if not is_secret or _written(read, "Nhập lại mật khẩu (again)") == answer:
                return answer
            sys.stdout.write("Hai lần nhập không giống nhau. (They differ.)\n")
        except ValidationError as error:
            sys.stdout.write(" ".join(error.messages) + "\n")


def _written(read: Callable[[str], str], words: str) -> str:
    """One line of the terminal. ValidationError when it holds more than letters."""
    try:
        written = read(f"{words}: ")
        written.encode()  # half a letter is a lone surrogate here
    except EOFError:
        raise CommandError(
            "Đã dừng, chưa lập kho; lần khởi động sau sẽ hỏi lại. (Stopped: the next start asks"
            " again.)"
        ) from None
    except UnicodeError:
        raise ValidationError(UNREADABLE) from None
    if find_control_characters(written):  # an arrow key
        raise ValidationError(UNREADABLE)
    return written


def _delete_whole_letters() -> None:
    """Have the terminal's backspace take a letter away, however many bytes it has."""
    attributes = termios.tcgetattr(sys.stdin)
    attributes[0] |= IUTF8
    termios.tcsetattr(sys.stdin, termios.TCSANOW, attributes)
