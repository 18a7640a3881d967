"""Bytes to text: which encoding, how sure, and what could not be read in it.

UTF-8 comes first, for text that is valid UTF-8 is hardly ever anything else. Then marks that leave no doubt (byte order
marks, escapes, the zeros of UTF-16); then charset-normalizer's guess and the common encodings are read side by side, and
the one whose text is written most like a language wins.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

BROKEN = "\ufdd0"  # a noncharacter, so no file holds it: stands where bytes were no text
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_WIDE = ("cp932", "euc_jp", "gb18030", "big5", "cp949")
_NARROW = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp874", "koi8_r", "iso8859_2", "cp866", "mac_roman", "cp850", "cp437")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_USUAL_WIDE = 0.15  # a wide encoding seldom reads by accident
_SPOILT = 0.25  # what a letter of a line in another encoding takes off
_RARER = 0.5  # what a letter counts that is usual, but not among the commonest
_FEW = 5  # bytes that are not plain ASCII tell no encoding apart but the usual one
_SAMPLE = 60_000  # bytes that are not plain ASCII, and their neighbours
_ANYWHERE = frozenset("’“”–—•€£°º²³®©…«»‘")
_KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをんがぎぐげござじずぜぞだでどばびぶべぼぱぴぷぺぽっゃゅょアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲンガギグゲゴザジズゼゾダデドバビブベボパピプペポッャュョー"
_KANJI = "県市町村区都府道東京大阪北海名日本人年月一二三社会事業中小企業数計円株式有限商店工場製造所番号地域分類合計率的上下前後国内外部門度期実績金額、。「」（）・：％"
_LETTERS = tuple(
    frozenset(letters) | frozenset(letters.upper())
    for letters in (
        "éèàùçêîôûâëïüœ",
        "äöüß",
        "áéíóúñü¿¡ºª",
        "ãõçáéíóúâêôà",
        "àèéìòù",
        "åäöøæé",
        "ąęłóśżźćń",
        "áčďéěíňóřšťúůýžľĺäô",
        "áéíóöőúüű",
        "ăâîșțşţ",
        "čćđšž",
        "çğıöşüâİ",
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґ",
        "αοιετσνηυρπκμλωςάέήίόύώδγθχφβξζψϊϋ",
    )
) + tuple(
    frozenset(letters)
    for letters in (
        _KANA + _KANJI,
        "的是在不了有和这中国为上个以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产业企小微市省区县名称人数公司业地金额合计总第，。：（）",
        "이다는의에가을고하지로한사서도인기시대업국중소은를과와수자명번호역구분류합계원년월일전체정보주식회장상품금액",
    )
)


_KANJI_OF_SCHOOL = frozenset(bytes((row, cell)).decode("euc_jp", "ignore") for row in range(0xB0, 0xD0) for cell in range(0xA1, 0xFF)) - {""}
_KANA_OF_HALF = frozenset(map(chr, range(0xFF66, 0xFFA0)))
_HALF_KANA = re.compile(r"[\uff66-\uff9d][\uff66-\uff9f]{2,}")
_NOT_VOICED = re.compile(r"[^\uff73\uff76-\uff84\uff8a-\uff8e]\uff9e|[^\uff8a-\uff8e]\uff9f")  # only some sounds take a voice mark


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding as Python names it, and whether there is no doubt about it."""

    encoding: str
    is_sure: bool = True


def known(encoding: str) -> str | None:
    """Return Python's name of an encoding that turns bytes to text, or None."""
    try:
        codec = codecs.lookup(encoding)
        codec.decode(b"")[0].encode("ascii")
    except (LookupError, UnicodeError, AttributeError, TypeError):
        return None
    return codec.name


def _broken(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return BROKEN, error.end


codecs.register_error("mitra.broken", _broken)


def guess(data: bytes, *, is_whole: bool = True) -> Guess:
    """Guess the encoding of a file's bytes, or of its first bytes where `is_whole` is not true."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Guess(encoding)
    zeros = _zeros(data, is_whole=is_whole)
    if zeros:
        return Guess(zeros)
    if b"\x1b$" in data and data.isascii():
        return Guess(next((name for name in ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004", "iso2022_kr") if _reads(data, name, is_whole=is_whole)), "iso2022_jp"))
    if _mostly_utf8(data, is_whole=is_whole):
        return Guess("utf-8")
    return _by_language(_dense(data))


def _reads(data: bytes, encoding: str, *, is_whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(encoding)().decode(data, final=is_whole)
    except UnicodeDecodeError:
        return False
    return True


def _zeros(data: bytes, *, is_whole: bool) -> str | None:
    """Return the UTF-16 whose line ends, separators and plain letters leave these zeros, or None."""
    sample = data[: 4096 if len(data) > 4096 else None]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if not even and not odd:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    if max(even, odd) < 4 * min(even, odd) or (is_whole and len(data) % 2) or not _reads(sample, name, is_whole=False):
        return None
    if max(even, odd) > 0.3 * len(sample) / 2:
        return name
    ends = len(re.findall(rb"[\r\n,;\t]\x00" if name == "utf-16-le" else rb"\x00[\r\n,;\t]", sample))
    return name if ends > 1 and ends * 2 > sum(sample.count(sign) for sign in (b"\r", b"\n", b",", b";", b"\t")) else None


def _mostly_utf8(data: bytes, *, is_whole: bool) -> bool:
    """Say whether this is UTF-8, be it with a few broken bytes among many good characters, or cut off at the end."""
    if data.isascii() or _reads(data, "utf-8", is_whole=False):
        return True
    text = data.decode("utf-8", "mitra.broken")
    wrong = text.count(BROKEN)
    good = len(re.findall(r"[^\x00-\x7f]", text)) - wrong
    return good > wrong * 3 and (is_whole or wrong > 0)


def _dense(data: bytes) -> bytes:
    """Return the lines that are not plain ASCII, as a sample."""
    if len(data) <= _SAMPLE:
        return data
    lines = [line for line in data.splitlines() if not line.isascii()]
    return b"\n".join(lines)[:_SAMPLE] or data[:_SAMPLE]


def _by_language(data: bytes) -> Guess:
    best = from_bytes(data[:20_000], steps=5, chunk_size=1024, threshold=0.4, enable_fallback=False).best()
    mine = (*_WIDE, *_NARROW)
    is_new = best is not None and all(_tells_apart(data, best.encoding, name) for name in mine)
    candidates = dict.fromkeys((*mine, *((best.encoding,) if best and is_new else ())))
    scores = {encoding: _likeness(data, encoding) + (0.01 if best and encoding == best.encoding else 0) for encoding in candidates if encoding != "utf_8"}
    ranked = sorted(scores, key=lambda encoding: -scores[encoding])
    first, second = ranked[0], next((name for name in ranked[1:] if _tells_apart(data, ranked[0], name)), ranked[1])
    is_enough = first == "cp1252" or sum(byte > 0x7F for byte in data) > _FEW
    return Guess(first, is_sure=is_enough and scores[first] > 0.6 and scores[first] - scores[second] > 0.04)


def _tells_apart(data: bytes, one: str, other: str) -> bool:
    return data.decode(one, "replace") != data.decode(other, "replace")


def _likeness(data: bytes, encoding: str) -> float:
    """Return how much the text reads like a language in this encoding, at most about 1; one line in another spoils only itself."""
    lines = [line for line in data.decode(encoding, "mitra.broken").splitlines() if not line.isascii()]
    text = "".join(letter for line in lines for letter in line if not letter.isascii())
    count = len(text)
    if not count:
        return 0.0
    language = max(_LETTERS, key=lambda known: sum(map(known.__contains__, text)))
    likeness = sum(_like(f" {line}", language) for line in lines)
    return likeness / count + (_USUAL_WIDE if encoding in _WIDE else 0.06 if encoding == "cp1252" else 0.0)


def _like(line: str, language: frozenset[str]) -> float:
    """Return the letters of a line that are not plain ASCII, those that no language writes so taken off."""
    found = [(match.start(), match.end()) for match in _FOREIGN.finditer(line)]
    count = sum(end - start for start, end in found)
    letters = "".join(line[start:end] for start, end in found)
    usual = _KANJI_OF_SCHOOL | _KANA_OF_HALF if _are_kana(line) else _KANJI_OF_SCHOOL
    good = sum(1.0 if letter in language or letter in _ANYWHERE else _RARER if letter in usual else 0.0 for letter in letters)
    odd = sum(_oddness(line[max(0, start - 1) : end + 1]) for start, end in found)
    return max((good + count) * 0.5 - odd - line.count(BROKEN) * 4, -_SPOILT * count)


def _are_kana(text: str) -> bool:
    """Say whether a run of halfwidth katakana is written as words are."""
    return _HALF_KANA.search(text) is not None and _NOT_VOICED.search(text) is None


def _oddness(run: str) -> float:
    """Return how many characters of a run (one neighbour at each side) are written as no language does."""
    is_kana = _are_kana(run)
    odd = 0.0
    for before, here, after in zip(run, run[1:], (*run[2:], " "), strict=False):
        if here.isascii():
            continue
        code = ord(here)
        if 0x80 <= code < 0xA0 or 0xE000 <= code < 0xF900:
            odd += 2
        elif 0xFF61 <= code <= 0xFF9F:  # halfwidth katakana
            odd += 0.5 if before.isascii() and after.isascii() else 0.0 if is_kana else 0.2
        elif here.isalpha():
            odd += _odd_letter(before, here, after)
        elif here == "’" and after.isalpha() and not before.isalpha():
            odd += 1.5
        elif before.isalpha() and after.isalpha() and here not in "’-‑·・、。「」（）":
            odd += 0.8
    return odd


def _odd_letter(before: str, here: str, after: str) -> float:
    odd = 0.0
    if here.isupper() and before.islower():
        odd += 1
    if _script(here) == "latin" and not before.isascii() and not after.isascii() and before.isalpha():
        odd += 0.7
    if before.isalpha() and _script(before) != _script(here) and "wide" not in {_script(before), _script(here)}:
        odd += 1
    if after.isalpha() and _script(after) != _script(here) and "wide" not in {_script(after), _script(here)}:
        odd += 1
    return odd + (0.45 if _script(here) == "rare" else 0)


def _script(letter: str) -> str:
    code = ord(letter)
    if code < 0x250:
        return "latin"
    if code < 0x400:
        return "greek"
    if code < 0x530:
        return "cyrillic"
    if code >= 0x2E80:
        return "wide"
    return "other"
