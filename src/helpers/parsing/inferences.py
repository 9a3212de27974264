"""What the reading of a table may rest on beyond what is printed, in words."""

from __future__ import annotations

from helpers.messages import Text

TORN = "torn-tags"
"""The remark of a reader, and the inference, that tags of a page are torn."""
INFERENCES: dict[str, Text] = {
    "cut-at-labels": Text(
        "Cells stood one after another without marks of rows; rows were cut at the labels.",
        "单元格依次排列，没有行标记，按标签切分各行。",
    ),
    "columns-by-order": Text(
        "The heads do not name every column, so values were placed by their order.",
        "表头未逐列对应，数值按顺序归入各列。",
    ),
    "order-against-heads": Text(
        "The heads stand in another order than the form, and it could not be told which value "
        "stands under which; values were placed in the order of the form.",
        "表头顺序与规定格式不同，且无法判断数值与表头的对应关系，数值按规定格式的顺序归入各列。",
    ),
    "spare-blanks": Text(
        "Blank cells before or after the values of a row were left out.",
        "行首或行尾多余的空白单元格未计入。",
    ),
    "blank-lines": Text("Empty lines were read as blank cells.", "空行按空白单元格读取。"),
    "heads-only": Text(
        "Only the heads of the table are printed, and no value below them; its cells were read as "
        "blank.",
        "只有表头，其下没有任何数字，各单元格按空白读取。",
    ),
    "glued-digits": Text(
        "Digits that ran together were cut; there was one way only.",
        "连在一起的数字已切分，且只有一种切法。",
    ),
    "close-labels": Text(
        "A label was recognised although it is likely misprinted.", "有标签疑为误写，按近似识别。"
    ),
    "heads-by-position": Text(
        "A head was not recognised and was taken for the one of the form at its position.",
        "有表头未能识别，按其位置对应规定格式。",
    ),
    "edition-by-year": Text(
        "The labels do not tell the edition of the form; the year did.",
        "标签不能判断格式版本，按年份确定。",
    ),
    "mixed-editions": Text(
        "Labels of more than one edition stand in the tables.", "表格中出现多个版本的标签。"
    ),
    "read-by-sums": Text(
        "Where a blank had stood was decided by the sums of the table.",
        "空白单元格原来的位置由表内合计关系判断。",
    ),
    "rows-out-of-order": Text(
        "A row stands above one that the form prints before it.",
        "有一行排在规定格式中位于其前的行之上。",
    ),
    "row-missing": Text(
        "A row of the form is missing between two others, and its values may have run into theirs.",
        "规定格式中两行之间缺少一行，其数值可能并入了相邻各行。",
    ),
    "row-twice": Text(
        "A row is printed twice with different values; the first was taken.",
        "同一行印出两次且数值不同，采用先出现的一行。",
    ),
    "row-too-wide": Text(
        "A row has more cells than there are heads above it, and nothing tells which is too many.",
        "有一行的单元格多于其上的表头，无法判断多出的是哪一格。",
    ),
    "row-too-narrow": Text(
        "A row has fewer cells than there are heads above it, and nothing tells which is gone.",
        "有一行的单元格少于其上的表头，无法判断缺少的是哪一格。",
    ),
    "row-cut-out": Text(
        "A row was cut out of lines at its label, while most rows of its table stand in cells.",
        "有一行按标签从逐行文字中切分，而表中多数行以单元格排列。",
    ),
    "cells-share-line": Text(
        "A value stands on one line with another cell, while most cells have a line of their own.",
        "有数值与另一单元格在同一行，而多数单元格各占一行。",
    ),
    "cell-unclosed": Text(
        "The last value of a row has no mark after it, while those of the other rows have one, and "
        "a part of it may be gone.",
        "有一行的末尾数值之后没有分隔符，而其他各行均有，该数值可能不完整。",
    ),
    TORN: Text(
        "Tags in the tables of the page are torn, and cells may be gone or stand in another place.",
        "网页表格的标签残缺，单元格可能缺失或错位。",
    ),
    "row-odd": Text(
        "A row whose cells stand otherwise than those of the rows like it adds up, but another row "
        "could not be read, and its values may stand in this one.",
        "有一行的单元格位置与同类行不同但合计相符，而另有一行无法读取，其数值可能误入该行。",
    ),
    "numbers-astray": Text(
        "More numbers of the table stand in no row of the form than it has cells that were read.",
        "表中不属于任何一行的数字多于已读取的单元格。",
    ),
    "heads-of-another": Text(
        "A part of the table stands below the article of another part, and its own heads are gone.",
        "表中有一部分排在另一部分所引条文之下，且其自身的表头缺失。",
    ),
    "words-astray": Text(
        "A cell holds a piece of a label, or two numbers, in a row of numbers, so that its sum "
        "cannot be tried.",
        "数字行中有单元格为标签的一部分或含两个数字，无法验证该行合计。",
    ),
    "cells-unreadable": Text("Some cells could not be read.", "有单元格无法读取。"),
    "sums-as-shifted": Text(
        "Most rows with numbers do not add up, as it happens when values are shifted.",
        "多数有数字的行合计不符，与数值错位的情形相同。",
    ),
}
"""Code → what was concluded, in the order in which a reading lists them."""

UNSURE: frozenset[str] = frozenset(
    {
        "order-against-heads",
        "read-by-sums",
        "sums-as-shifted",
        "rows-out-of-order",
        "row-missing",
        "row-twice",
        "row-too-wide",
        "row-too-narrow",
        "row-cut-out",
        "cells-share-line",
        "cell-unclosed",
        "row-odd",
        TORN,
        "numbers-astray",
        "heads-of-another",
        "words-astray",
    }
)
"""Any of these makes the confidence low."""
