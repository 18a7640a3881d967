"""A corpus of small hostile and real-life files, all made up (contoh): what each is read as."""

from __future__ import annotations

import bz2
import gzip
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest

from mitra.ingest.read import inspect
from mitra.ingest.reading import Hints, Reading

NO_HINTS = Hints()


@dataclass(frozen=True)
class Case:
    """A file's bytes, and what a right reader makes of it."""

    name: str
    data: bytes
    heading: list[str]
    rows: list[list[str]]
    codes: set[str] = field(default_factory=set)
    hints: Hints = NO_HINTS


def case(name: str, text: str, heading: str, rows: str, *codes: str, encoding: str = "utf-8", hints: Hints = NO_HINTS) -> Case:
    """Write the expected heading and rows with `|` between cells and ` / ` between rows."""
    body = [[cell.strip() for cell in row.split("|")] for row in rows.split(" / ")] if rows else []
    return Case(name, text.encode(encoding), [cell.strip() for cell in heading.split("|")], body, set(codes), hints)


WARUNG = "Warung Contoh|12|3 / Kedai Contoh|7|1 / Toko Contoh|30|8"
HEAD = "nama|mikro|kecil"
LINES = "nama,mikro,kecil\nWarung Contoh,12,3\nKedai Contoh,7,1\nToko Contoh,30,8\n"


def swap(sign: str) -> str:
    return LINES.replace(",", sign)


CASES = [
    # delimiters
    case("comma", LINES, HEAD, WARUNG),
    case("semicolon", swap(";"), HEAD, WARUNG),
    case("tab", swap("\t"), HEAD, WARUNG),
    case("pipe", swap("|"), HEAD, WARUNG),
    case("caret", swap("^"), HEAD, WARUNG),
    case("tilde", swap("~"), HEAD, WARUNG),
    case("unit separator", swap("\x1f"), HEAD, WARUNG),
    case("comma and blank", swap(", "), HEAD, WARUNG),
    case("two pipes", swap("||"), HEAD, WARUNG),
    case("two colons", swap("::"), HEAD, WARUNG),
    case("ideographic comma", swap("，"), HEAD, WARUNG),
    case(
        "decimal commas",
        "nama;nilai;bagian\nContoh A;1,5;2,25\nContoh B;3,5;4,75\nContoh C;0,5;9,00\n",
        "nama|nilai|bagian",
        "Contoh A|1,5|2,25 / Contoh B|3,5|4,75 / Contoh C|0,5|9,00",
    ),
    case("commas in text", "nama;alamat\nContoh;Jl. Contoh 1, Jakarta\nMisal;Jl. Misal 2, Bandung\n", "nama|alamat", "Contoh|Jl. Contoh 1, Jakarta / Misal|Jl. Misal 2, Bandung"),
    case("semicolons in a column", "kode,isi\nA,x;y;z\nB,x;w;z\n", "kode|isi", "A|x;y;z / B|x;w;z"),
    case("one column", "nama usaha\nWarung Contoh\nKedai Contoh\nToko Misal Jaya\n", "nama usaha", "Warung Contoh / Kedai Contoh / Toko Misal Jaya"),
    case("one column of numbers", "nilai\n001\n002\n010\n", "nilai", "001 / 002 / 010"),
    case("times", "waktu\n12:30\n13:45\n07:15\n", "waktu", "12:30 / 13:45 / 07:15"),
    case("blanks between columns", "x y z\n1 2 3\n4 5 6\n7 8 9\n", "x|y|z", "1|2|3 / 4|5|6 / 7|8|9"),
    # line ends
    case("crlf", LINES.replace("\n", "\r\n"), HEAD, WARUNG),
    case("cr", LINES.replace("\n", "\r"), HEAD, WARUNG),
    case("cr cr lf", LINES.replace("\n", "\r\r\n"), HEAD, WARUNG),
    case("mixed ends", LINES.replace("\n", "\r\n", 2), HEAD, WARUNG, "mixed-line-ends"),
    case("no last end", LINES.rstrip("\n"), HEAD, WARUNG),
    case("two last ends", LINES + "\n", HEAD, WARUNG),
    case("blank lines at the end", LINES + "\n\n\n", HEAD, WARUNG),
    case("delimiters at the end", LINES + ",,\n,,\n", HEAD, WARUNG),
    # quotes
    case("all quoted", '"nama","isi"\n"Contoh","a, b"\n"Misal","c"\n', "nama|isi", "Contoh|a, b / Misal|c"),
    case("doubled quotes", 'nama,isi\nContoh,"kata ""bersama"" itu"\nMisal,"x"\n', "nama|isi", 'Contoh|kata "bersama" itu / Misal|x'),
    case("backslashed quotes", 'nama,isi\nContoh,"kata \\"bersama\\" itu, ya"\nMisal,"x \\"y\\""\n', "nama|isi", 'Contoh|kata "bersama" itu, ya / Misal|x "y"'),
    case("single quotes", "nama,isi\n'Contoh','a, b'\n'Misal','c, d'\n", "nama|isi", "Contoh|a, b / Misal|c, d"),
    case("apostrophes", "nama,isi\nMen's,1\nKids',2\n'tis,3\n", "nama|isi", "Men's|1 / Kids'|2 / 'tis|3"),
    case("line feed in a cell", 'nama,isi\nContoh,"baris 1\nbaris 2"\nMisal,x\n', "nama|isi", "Contoh|baris 1\nbaris 2 / Misal|x"),
    case("blank before a quote", 'id, nama\n1, "Contoh, satu"\n2, "Misal"\n', "id|nama", "1|Contoh, satu / 2|Misal"),
    case("quote within a cell", 'nama,ukuran\nPipa 5" contoh,1\nPipa 6" contoh,2\n', "nama|ukuran", 'Pipa 5" contoh|1 / Pipa 6" contoh|2'),
    case("a stray opening quote", 'id,nama,n\n1,"Contoh,5\n2,"Misal",6\n3,"Andai",7\n', "id|nama|n", '1|"Contoh|5 / 2|Misal|6 / 3|Andai|7', "stray-quote"),
    case("a quote that never closes", 'id,nama\n1,a\n2,"b\n3,c\n4,d\n', "id|nama", '1|a / 2|"b / 3|c / 4|d', "stray-quote"),
    case("a quote not doubled", 'id,nama,n\n1,"Meja 48"",5\n2,"Kursi",6\n3,"Rak",7\n', "id|nama|n", '1|Meja 48"|5 / 2|Kursi|6 / 3|Rak|7', "stray-quote"),
    case("quoted cells without a separator", 'a,b,c\n"x""y",1\n"p","q",2\n"r","s",3\n', "a|b|c", "x|y|1 / p|q|2 / r|s|3", "lost-separator"),
    case("empty quoted cells", 'a,b\n"",1\nx,""\n', "a|b", "|1 / x|"),
    # ragged rows
    case("short row", "a,b,c\n1,2,3\n4,5\n6,7,8\n", "a|b|c", "1|2|3 / 4|5| / 6|7|8", "short-row"),
    case("long row", "id,nama,n\n1,Contoh,5\n2,Misal, lagi,6\n3,Andai,7\n", "id|nama|n", "1|Contoh|5 / 2|Misal, lagi|6 / 3|Andai|7", "long-row"),
    case("an empty cell too many", "id,nama,n\n1,Contoh,5\n2,,Misal,6\n3,Andai,7\n", "id|nama|n", "1|Contoh|5 / 2|Misal|6 / 3|Andai|7", "empty-cell-over"),
    case("empty cells at the end", "a,b\n1,2,,\n3,4,,\n", "a|b", "1|2 / 3|4"),
    case("trailing delimiters", "a;b;\n1;2;\n3;4;\n", "a|b", "1|2 / 3|4"),
    case("another separator in one row", "id,nama,n\n1,Contoh,5\n2;Misal;6\n3,Andai,7\n", "id|nama|n", "1|Contoh|5 / 2|Misal|6 / 3|Andai|7", "other-separator"),
    case("row names of R", "x,y\nA,1,2\nB,3,4\nC,5,6\n", "|x|y", "A|1|2 / B|3|4 / C|5|6", "unnamed-column"),
    # title rows
    case("title", "Data UMKM Contoh 2023\n" + LINES, HEAD, WARUNG, "preamble"),
    case("padded title", "Data UMKM Contoh 2023,,\n,,\n" + LINES, HEAD, WARUNG, "preamble"),
    case("two titles", "Data UMKM Contoh\nTanggal: 2025-06-23\n" + LINES, HEAD, WARUNG, "preamble"),
    case("comments", "# dibuat untuk contoh\n# kolom, contoh\n" + LINES, HEAD, WARUNG, "preamble"),
    case("title and unit", "Data UMKM Contoh,,\n(unit usaha),,\n,,\n" + LINES, HEAD, WARUNG, "preamble"),
    case("title with a comma", "Dibuat sebagai contoh,Sabtu, 11 Februari 2017,versi 2\n\n" + LINES, HEAD, WARUNG, "preamble"),
    case("keys and values above", "Provinsi,Contoh\nTahun,2023\n\n" + LINES, HEAD, WARUNG, "preamble"),
    case("blank lines above", "\n\n" + LINES, HEAD, WARUNG),
    case(
        "Japanese title",
        "2023年度 中小企業 一覧（サンプル）\n\n企業名,従業員数,都道府県\nサンプル商店,12,東京都\n見本工業,34,大阪府\n例示物産,5,福岡県\n",
        "企業名|従業員数|都道府県",
        "サンプル商店|12|東京都 / 見本工業|34|大阪府 / 例示物産|5|福岡県",
        "preamble",
    ),
    # headings
    case(
        "stacked",
        "Kecamatan,Mikro,,Kecil,\n,Pria,Wanita,Pria,Wanita\nContoh,1,2,3,4\nMisal,5,6,7,8\n",
        "Kecamatan|Mikro Pria|Mikro Wanita|Kecil Pria|Kecil Wanita",
        "Contoh|1|2|3|4 / Misal|5|6|7|8",
        "merged-heading",
    ),
    case("units below", "nama,nilai,luas\n,(Rp),(m2)\nContoh,10,2\nMisal,20,3\n", "nama|nilai (Rp)|luas (m2)", "Contoh|10|2 / Misal|20|3", "merged-heading"),
    case(
        "codes above names",
        "kode,1012,913,914\nnama,Contoh A,Contoh B,Contoh C\nIDN,1.5,2.5,0.25\nJPN,3.5,4.5,1.25\nXXX,1.5,,1.5\n",
        "kode nama|1012 Contoh A|913 Contoh B|914 Contoh C",
        "IDN|1.5|2.5|0.25 / JPN|3.5|4.5|1.25 / XXX|1.5||1.5",
        "merged-heading",
    ),
    case("years", "provinsi,2021,2022,2023\nContoh,10,10,12\nMisal,5,5,5\nAndai,7,7,9\n", "provinsi|2021|2022|2023", "Contoh|10|10|12 / Misal|5|5|5 / Andai|7|7|9"),
    case("no heading", "1,Contoh,2023-01-05\n2,Misal,2023-02-06\n3,Andai,2023-03-07\n", "||", "1|Contoh|2023-01-05 / 2|Misal|2023-02-06 / 3|Andai|2023-03-07", "no-heading"),
    case("numbers alone", "0.5,1.5\n0.7,2.5\n0.9,3.5\n", "|", "0.5|1.5 / 0.7|2.5 / 0.9|3.5", "no-heading"),
    case("codes without a heading", "DS_01,ya\nDS_02,tidak\nDS_03,ya\nDS_04,ya\n", "|", "DS_01|ya / DS_02|tidak / DS_03|ya / DS_04|ya", "no-heading"),
    case("heading alone", "nama,mikro,kecil\n", HEAD, "", "heading-only"),
    case("one row", "nama,n\nContoh,5\n", "nama|n", "Contoh|5"),
    case("texts alone", "nama,kota\nContoh,Jakarta\nMisal,Bandung\n", "nama|kota", "Contoh|Jakarta / Misal|Bandung"),
    case("twice the same", "nama,n,n\nContoh,1,2\nMisal,3,4\n", "nama|n|n", "Contoh|1|2 / Misal|3|4", "duplicate-heading"),
    case("unnamed", "id,,umur\n1,Contoh,3\n2,Misal,4\n", "id||umur", "1|Contoh|3 / 2|Misal|4", "unnamed-column"),
    case("line feed in the heading", '"nama\nusaha",n\nContoh,1\nMisal,2\n', "nama\nusaha|n", "Contoh|1 / Misal|2"),
    # notes, blank rows, several tables
    case("source below", LINES + "Sumber: Dinas Contoh 2023\n", HEAD, WARUNG, "footer"),
    case("notes below, padded", LINES + ",,\nCatatan: angka contoh,,\n*) sementara,,\n", HEAD, WARUNG, "footer"),
    case("a total is data", LINES + "Jumlah,49,12\n", HEAD, WARUNG + " / Jumlah|49|12"),
    case("blank rows between", "a,b\n1,2\n,\n3,4\n\n5,6\n", "a|b", "1|2 / 3|4 / 5|6", "blank-rows"),
    case("the heading again", LINES + LINES, HEAD, WARUNG, "several-tables"),
    case("another table", LINES + "\nkode,wilayah,tahun,nilai\n01,Contoh,2020,5.5\n02,Misal,2021,6.5\n", HEAD, WARUNG, "several-tables"),
    case(
        "the second table",
        LINES + "\nkode,wilayah,tahun,nilai\n01,Contoh,2020,5.5\n02,Misal,2021,6.5\n",
        "kode|wilayah|tahun|nilai",
        "01|Contoh|2020|5.5 / 02|Misal|2021|6.5",
        "several-tables",
        hints=Hints(table=1),
    ),
    case(
        "a section within",
        "nama,a,b\nJawa,,\nContoh,1,2\nMisal,3,4\nBali,,\nAndai,5,6\nUmpama,7,8\n",
        "nama|a|b",
        "Jawa|| / Contoh|1|2 / Misal|3|4 / Bali|| / Andai|5|6 / Umpama|7|8",
    ),
    # encodings
    case("utf-8 mark", LINES, HEAD, WARUNG, encoding="utf-8-sig"),
    case("utf-16", LINES, HEAD, WARUNG, encoding="utf-16"),
    case("utf-16-le without mark", LINES, HEAD, WARUNG, encoding="utf-16-le"),
    case("utf-16-be without mark", LINES, HEAD, WARUNG, encoding="utf-16-be"),
    case("utf-32", LINES, HEAD, WARUNG, encoding="utf-32"),
    *(
        case(
            encoding,
            "企業名,都道府県,従業員数\nサンプル商店,東京都,12\n株式会社見本,大阪府,34\n有限会社れいじ,北海道,5\n",
            "企業名|都道府県|従業員数",
            "サンプル商店|東京都|12 / 株式会社見本|大阪府|34 / 有限会社れいじ|北海道|5",
            encoding=encoding,
        )
        for encoding in ("cp932", "euc_jp", "iso2022_jp", "utf-8")
    ),
    case(
        "gb18030",
        "企业名称,地区,人数\n示例食品有限公司,北京市,12\n样本贸易公司,上海市,34\n这是一个例子的企业,广东省,5\n",
        "企业名称|地区|人数",
        "示例食品有限公司|北京市|12 / 样本贸易公司|上海市|34 / 这是一个例子的企业|广东省|5",
        encoding="gb18030",
    ),
    case(
        "cp1252",
        "nom,pays\nSociété exemple,Côte d’Ivoire\nCafé modèle,Réunion\nÉcole fictive,Norvège\n",
        "nom|pays",
        "Société exemple|Côte d’Ivoire / Café modèle|Réunion / École fictive|Norvège",
        encoding="cp1252",
    ),
    case("latin-1 of one sign", "id,harga\n1,£5\n2,£7\n", "id|harga", "1|£5 / 2|£7", "unsure-encoding?", encoding="latin-1"),
    case(
        "cp1251",
        "название,город\nПример магазина,Москва\nОбразец завода,Казань\nДругой пример,Самара\n",
        "название|город",
        "Пример магазина|Москва / Образец завода|Казань / Другой пример|Самара",
        "unsure-encoding?",
        encoding="cp1251",
    ),
    case(
        "cp1253",
        "όνομα,πόλη\nΠαράδειγμα εταιρίας,Αθήνα\nΔείγμα καταστήματος,Πάτρα\nΆλλο παράδειγμα,Βόλος\n",
        "όνομα|πόλη",
        "Παράδειγμα εταιρίας|Αθήνα / Δείγμα καταστήματος|Πάτρα / Άλλο παράδειγμα|Βόλος",
        "unsure-encoding?",
        encoding="cp1253",
    ),
    case(
        "cp949",
        "기업명,지역\n예시 식품 회사,서울특별시\n견본 상사,부산광역시\n이것은 보기의 기업,대구광역시\n",
        "기업명|지역",
        "예시 식품 회사|서울특별시 / 견본 상사|부산광역시 / 이것은 보기의 기업|대구광역시",
        encoding="cp949",
    ),
    case("told the encoding", "nama,kota\nRéunion,1\n", "nama|kota", "Réunion|1", encoding="mac_roman", hints=Hints(encoding="mac_roman")),
    Case(
        "broken utf-8",
        "nama,kota\nContoh é,Jakarta ü\nMisal ".encode() + b"\xe9,Bandung\n" + "Andai é,Solo à\n".encode(),
        ["nama", "kota"],
        [["Contoh é", "Jakarta ü"], ["Misal \ufffd", "Bandung"], ["Andai é", "Solo à"]],
        {"broken-text"},
    ),
    Case(
        "cut utf-8",
        "企業名,数\nサンプル,1\n見本,2\n例示,3\n最後".encode()[:-1],
        ["企業名", "数"],
        [["サンプル", "1"], ["見本", "2"], ["例示", "3"], ["最\ufffd", ""]],
        {"cut-text", "broken-text", "short-row"},
    ),
    Case("nul bytes", b"a,b\n1,x\x00y\n2,contoh contoh\n", ["a", "b"], [["1", "xy"], ["2", "contoh contoh"]], {"nul-bytes"}),
    case("replacement sign in the file", "a,b\n1,x\ufffdy\n", "a|b", "1|x\ufffdy"),
    # sentences above and below that hold separators
    case("a title with a colon and blanks", "Judul: Data UMKM\nDiunduh: a, b\nTanggal unduh: 31/07/2023\n\n" + LINES, HEAD, WARUNG, "preamble"),
    case("notes with commas below", LINES + "\nSumber: Dinas Contoh\nCatatan: angka sementara\n*) termasuk yang lain, dan lain-lain\n", HEAD, WARUNG, "footer"),
    case("a number in a table's title", "Tabel 1. UMKM\n" + LINES, HEAD, WARUNG, "preamble"),
    case(
        "a unit above the heading",
        "第1表 企業数,,\n,,（単位：社）\n都道府県,企業数,割合\n北海道,145,85.0%\n青森県,37,89.5%\n岩手県,36,87.0%\n",
        "都道府県|企業数|割合",
        "北海道|145|85.0% / 青森県|37|89.5% / 岩手県|36|87.0%",
        "preamble",
    ),
    case("a last row that is hardly known", "nama,bidang,ket\nA,Kuliner,x\nB,Fesyen,y\nC,,\n", "nama|bidang|ket", "A|Kuliner|x / B|Fesyen|y / C||"),
    case("one column of sentences", "komentar\nBagus, tetapi mahal.\nCukup!\nBaik, cepat, dan ramah.\n", "komentar", "Bagus, tetapi mahal. / Cukup! / Baik, cepat, dan ramah."),
    case("colons", swap(":"), HEAD, WARUNG),
    # headings that hold numbers
    case(
        "years between texts",
        "Provinsi,UMKM,,,\n,2022,,2023,\n,Mikro,Kecil,Mikro,Kecil\nContoh,1,2,3,4\nMisal,5,6,7,8\nAndai,1,1,2,2\n",
        "Provinsi|UMKM 2022 Mikro|UMKM 2022 Kecil|UMKM 2023 Mikro|UMKM 2023 Kecil",
        "Contoh|1|2|3|4 / Misal|5|6|7|8 / Andai|1|1|2|2",
        "merged-heading",
    ),
    case("years below a merged name", "Provinsi,UMKM,,\n,2021,2022,2023\nContoh,10,11,12\nMisal,5,5,6\n", "Provinsi|UMKM 2021|UMKM 2022|UMKM 2023", "Contoh|10|11|12 / Misal|5|5|6", "merged-heading"),
    case("numbered columns", "No,Nama,Jumlah\n(1),(2),(3)\n1,A,10\n2,B,20\n3,C,30\n", "No (1)|Nama (2)|Jumlah (3)", "1|A|10 / 2|B|20 / 3|C|30", "merged-heading"),
    case("data that counts up", "a,b,c\n1,2,3\n4,5,\u02a4\n", "a|b|c", "1|2|3 / 4|5|\u02a4"),
    case("infinity first", "n,v\nA,Infinity\nB,1.5\nC,2.5\n", "n|v", "A|Infinity / B|1.5 / C|2.5"),
    # line ends and quotes
    case("line feeds in cells of a file from Windows", 'nama,isi\r\nA,"x\ny"\r\nB,z\r\n', "nama|isi", "A|x\ny / B|z"),
    case("line feed in a cell among carriage returns", 'nama,isi\rA,"x\ny"\rB,z\r', "nama|isi", "A|x\ny / B|z"),
    Case("a first quote far down", ("n,isi\n" + "1,x\n" * 450 + '2,"a, b"\n').encode(), ["n", "isi"], [["1", "x"]] * 450 + [["2", "a, b"]]),
    # short texts in old encodings
    case("short euc-jp", "氏名,数\n山田,3\n佐藤,5\n", "氏名|数", "山田|3 / 佐藤|5", encoding="euc_jp"),
    case("halfwidth katakana", "ｺｰﾄﾞ,ｶﾅ名,数\n001,ﾄｳｷｮｳﾄ,5\n002,ｵｵｻｶﾌ,7\n", "ｺｰﾄﾞ|ｶﾅ名|数", "001|ﾄｳｷｮｳﾄ|5 / 002|ｵｵｻｶﾌ|7", encoding="cp932"),
    case("utf-16 of another script without mark", "企业名称\t数\n示例公司\t3\n样本公司\t5\n", "企业名称|数", "示例公司|3 / 样本公司|5", encoding="utf-16-le"),
    case("cyrillic utf-16 without mark", "Название;n\nРомашка;1\nЗаря;2\n", "Название|n", "Ромашка|1 / Заря|2", encoding="utf-16-be"),
    case("latin-2", "Nazwa;Miasto;n\nŻabka Łódź;Łódź;1\nKsięgarnia Świat;Gdańsk;2\n", "Nazwa|Miasto|n", "Żabka Łódź|Łódź|1 / Księgarnia Świat|Gdańsk|2", encoding="iso8859_2"),
    case("one accent", "kode,nama,harga\nA1,São Paulo,10\nA2,Biasa,20\nA3,Lain,30\n", "kode|nama|harga", "A1|São Paulo|10 / A2|Biasa|20 / A3|Lain|30", encoding="cp1252"),
    Case(
        "one line in another encoding",
        "企業,数\n山田商店,1\n佐藤商店,2\n".encode("cp932") + "鈴木商店,3\n".encode() + "高橋商店,4\n田中商店,5\n".encode("cp932"),
        ["企業", "数"],
        [["山田商店", "1"], ["佐藤商店", "2"], ["驤ｴ譛ｨ蝠\ufffd蠎\ufffd", "3"], ["高橋商店", "4"], ["田中商店", "5"]],
        {"broken-text", "unsure-encoding?"},
    ),
    Case("a nul in a tiny file", b"a,b\n1,\x00x\n", ["a", "b"], [["1", "x"]], {"nul-bytes"}),
    case("told utf-16 without a mark", LINES, HEAD, WARUNG, encoding="utf-16-le", hints=Hints(encoding="utf-16")),
    # values that mean harm stay text
    case("formulas", "a,b\n=1+1,-2\n+3,@x\n", "a|b", "=1+1|-2 / +3|@x"),
    case("html", "id,isi\n1,<script>alert(1)</script>\n2,<b>x</b>\n", "id|isi", "1|<script>alert(1)</script> / 2|<b>x</b>"),
    case("sql", "id,isi\n1,'; drop table x; --\n2,biasa\n", "id|isi", "1|'; drop table x; -- / 2|biasa"),
    case("right to left", "id,isi\n1,abc\u202edef\n2,x\n", "id|isi", "1|abc\u202edef / 2|x"),
    case("large numbers", "id,n\n1,1e308\n2,NaN\n3,Infinity\n4,31/02/2023\n", "id|n", "1|1e308 / 2|NaN / 3|Infinity / 4|31/02/2023"),
    # containers
    Case("gzip", gzip.compress(LINES.encode()), HEAD.split("|"), [row.split("|") for row in WARUNG.split(" / ")]),
    Case("gzip twice", gzip.compress(gzip.compress(LINES.encode())), HEAD.split("|"), [row.split("|") for row in WARUNG.split(" / ")]),
    # told otherwise
    case("told the delimiter", "a;b,c\n1;2,3\n", "a;b|c", "1;2|3", hints=Hints(delimiter=",")),
    case("told there is no heading", "a,b\nc,d\n", "|", "a|b / c|d", "no-heading", hints=Hints(header_rows=0)),
    case("told to skip", "x,y\nz,w\n" + "a,b\n1,2\n", "a|b", "1|2", hints=Hints(skip_rows=2)),
    case("told there is no quote", 'a,b\n"x,1\n"y,2\n', "a|b", '"x|1 / "y|2', hints=Hints(quote="")),
]


@pytest.mark.parametrize("given", CASES, ids=lambda given: given.name)
def test_a_file_is_read_as_what_it_is(tmp_path: Path, given: Case) -> None:
    path = tmp_path / "contoh.csv"
    path.write_bytes(given.data)
    reading = inspect(path, given.hints)
    assert reading.readable, reading.message
    assert reading.rows is not None
    assert list(reading.heading) == given.heading
    assert [[cell or "" for cell in cells] for _, cells in reading.rows] == given.rows
    codes = {finding.rule.code for finding in reading.warnings}
    sure = {code for code in given.codes if not code.endswith("?")}
    assert sure <= codes <= sure | {code.rstrip("?") for code in given.codes}
    assert reading.row_count == len(given.rows)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("_", "."), data)
    return out.getvalue()


UNREADABLE = {
    "empty": (b"", "empty-file"),
    "blank": (b"\n\n  \n", "no-cells"),
    "a quote alone": (b'"', "no-cells"),
    "delimiters alone": (b",,,\n,,,\n", "no-cells"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(100), "not-a-table"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(100), "not-a-table"),
    "pdf": (b"%PDF-1.7\n...", "not-a-table"),
    "parquet": (b"PAR1" + bytes(50), "not-a-table"),
    "sqlite": (b"SQLite format 3\x00" + bytes(50), "not-a-table"),
    "bzip2": (bz2.compress(LINES.encode()), "not-a-table"),
    "web page": (b"<!DOCTYPE html><html><table></table></html>", "not-a-table"),
    "damaged zip": (b"PK\x03\x04" + bytes(60), "damaged"),
    "damaged gzip": (gzip.compress(LINES.encode())[:-12], "damaged"),
    "zip of nothing": (zipped(), "no-table-inside"),
    "zips in zips": (zipped(a_zip=zipped(b_zip=zipped(c_csv=LINES.encode()))), "nested"),
    "gzip bomb": (gzip.compress(bytes(70 << 20)), "too-large-inside"),
    "zip bomb": (zipped(a_csv=bytes(70 << 20)), "too-large-inside"),
    "a million columns": (b",".join([b"a"] * 1_000_000) + b"\n1\n", "too-wide"),
    "word": (zipped(**{"word/document_xml": b"<w/>"}), "not-a-table"),
    "encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512), "encrypted"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_table_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    data, code = UNREADABLE[name]
    path = tmp_path / "contoh.csv"
    path.write_bytes(data)
    reading = inspect(path)
    assert not reading.readable
    assert reading.message is not None
    assert reading.message.rule.code == code
    assert "contoh.csv" in reading.message.rule.says.format(**reading.message.filled)


def test_a_table_in_a_zip_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "contoh.csv"
    path.write_bytes(zipped(baca_txt=b"catatan", data_csv=LINES.encode()))
    reading = inspect(path, Hints(sheet="data.csv"))
    assert (reading.row_count, reading.sheets, reading.sheet) == (3, ("baca.txt", "data.csv"), "data.csv")


def test_a_folder_and_a_missing_file_are_told(tmp_path: Path) -> None:
    assert [inspect(path).message.rule.code for path in (tmp_path, tmp_path / "tiada.csv")] == ["folder", "missing"]  # type: ignore[union-attr]


def book(*rows: list[object], merged: tuple[str, ...] = ()) -> bytes:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def read(tmp_path: Path, data: bytes, hints: Hints = NO_HINTS) -> Reading:
    path = tmp_path / "contoh.csv"
    path.write_bytes(data)
    reading = inspect(path, hints)
    assert reading.rows is not None
    return reading


def table(reading: Reading) -> list[list[str]]:
    return [[cell or "" for cell in cells] for _, cells in reading.rows or ()]


def test_merged_cells_tell_a_heading_of_text_over_text(tmp_path: Path) -> None:
    rows = (["Nama", "Alamat", None], [None, "Kota", "Provinsi"], ["A", "Solo", "Jateng"], ["B", "Sleman", "DIY"])
    reading = read(tmp_path, book(*rows, merged=("A1:A2", "B1:C1")))
    assert reading.heading == ("Nama", "Alamat Kota", "Alamat Provinsi")
    assert table(reading) == [["A", "Solo", "Jateng"], ["B", "Sleman", "DIY"]]


def test_a_merged_name_stands_in_each_of_its_rows_and_a_merged_number_does_not(tmp_path: Path) -> None:
    rows = (["Provinsi", "Kota", "Nilai"], ["Jateng", "Solo", 10], [None, "Tegal", None], ["DIY", "Sleman", 4])
    reading = read(tmp_path, book(*rows, merged=("A2:A3", "C2:C3")))
    assert table(reading) == [["Jateng", "Solo", "10"], ["Jateng", "Tegal", ""], ["DIY", "Sleman", "4"]]
    assert [finding.rule.code for finding in reading.warnings] == ["merged-cells"]


def test_long_whole_numbers_of_a_workbook_stay_whole(tmp_path: Path) -> None:
    assert table(read(tmp_path, book(["nik", "n"], [3404010101800001, 1]))) == [["3404010101800001", "1"]]


MANY = "id,nama,kota,jumlah\n" + "".join(f"{number},Warung Contoh Nomor {number},Kota {number % 97},{number * 3}\n" for number in range(110_000))


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (MANY + "\nkode,nilai\na,1.5\nb,2.5\nc,3.5\n", {"several-tables"}),
        (MANY + "\nkode,provinsi,tahun,nilai\nX1,Aceh,2020,1.5\nX2,Bali,2021,2.5\nX3,Riau,2022,3.5\n", {"several-tables"}),
        (MANY + "id,nama,kota,jumlah\n7,a,b,9\n", {"several-tables"}),
        (MANY.replace("\n", ",,\n"), set[str]()),
        (MANY + "\nSumber: Contoh\nCatatan: sementara, a, b\n", {"footer"}),
    ],
    ids=["narrower", "as wide", "heading again", "empty columns", "notes"],
)
def test_a_large_file_is_read_as_a_small_one(tmp_path: Path, data: str, codes: set[str]) -> None:
    reading = read(tmp_path, data.encode())
    assert (reading.heading, reading.row_count) == (("id", "nama", "kota", "jumlah"), 110_000)
    assert {finding.rule.code for finding in reading.warnings} == codes


def test_a_first_quote_late_in_a_large_file_still_quotes(tmp_path: Path) -> None:
    reading = read(tmp_path, (MANY.replace("\n", "\r\n") + '110000,"a\nb",c,5\r\n').encode())
    assert table(reading)[-1] == ["110000", "a\nb", "c", "5"]
    assert not reading.warnings
