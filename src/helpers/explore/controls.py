"""Menus, a table to sort, search and click, and the charts that follow them. The door to the widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ipywidgets
from itables.widget import ITable

from helpers.messages import Text

if TYPE_CHECKING:
    from helpers.explore.explorer import Explorer

VIEW = "application/vnd.jupyter.widget-view+json"
_WORDS = {
    "year": Text("Year", "年度"),
    "region": Text("Place", "地区"),
    "kind": Text("Kind", "机关性质"),
    "indicator": Text("Indicator", "指标"),
}
_OPTIONS: dict[str, Any] = {
    "select": "single",
    "showIndex": False,
    "paging": True,
    "pageLength": 10,
    "lengthMenu": [10, 25, 50],
    "maxBytes": 0,
    "classes": "display compact nowrap",
    "style": "width:100%",
    "allow_html": False,
}
_LANGUAGE = {
    "en": {"search": "Search:", "info": "_START_–_END_ of _TOTAL_", "emptyTable": "No report."},
    "zh": {
        "search": "查找：",
        "info": "第 _START_–_END_ 行，共 _TOTAL_ 行",
        "infoFiltered": "（全部 _MAX_ 行）",
        "infoEmpty": "无",
        "lengthMenu": "每页 _MENU_ 行",
        "emptyTable": "没有报告。",
        "zeroRecords": "没有匹配的行。",
    },
}


class Controls:
    """The widgets of an explorer.

    Args:
        explorer: What they show and change.
    """

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self._changing = False
        offered, lang, choice = explorer.offered, explorer.lang, explorer.choice
        options: dict[str, Any] = {
            "year": offered.years,
            "region": offered.regions(lang),
            "kind": offered.kinds(lang),
            "indicator": offered.indicators(lang),
        }
        self.menus = {
            name: ipywidgets.Dropdown(
                options=values,
                value=getattr(choice, name),
                description=_WORDS[name].in_(lang),
                layout=ipywidgets.Layout(width="30em" if name == "indicator" else "18em"),
            )
            for name, values in options.items()
        }
        self.told = ipywidgets.HTML()
        self.rows = ITable(explorer.plain, language=_LANGUAGE[lang], **_OPTIONS)
        self.charts = ipywidgets.VBox()
        for name, menu in self.menus.items():
            menu.observe(lambda change, part=name: self._chosen(part, change["new"]), "value")
        self.rows.observe(lambda _: self._clicked(), "selected_rows")
        self._draw()
        menus = ipywidgets.HBox(
            list(self.menus.values()), layout=ipywidgets.Layout(flex_flow="row wrap")
        )
        self.box = ipywidgets.VBox([menus, self.told, self.rows, self.charts])

    def view(self) -> dict[str, Any]:
        """Return what a front end needs to show the widgets."""
        bundle = self.box._repr_mimebundle_()
        return {VIEW: bundle[VIEW]}

    def _chosen(self, part: str, value: object) -> None:
        self._explorer.choose(**{part: value})
        self._changing = True  # the rows change below their selection
        try:
            agencies = list(self._explorer.rates["agency"])
            own = [n for n, name in enumerate(agencies) if name == self._explorer.agency]
            kept = own if self._explorer.agency else []
            self.rows.update(self._explorer.plain, selected_rows=kept[:1])
        finally:
            self._changing = False
        self._draw()

    def _clicked(self) -> None:
        if self._changing:
            return
        agencies = self._explorer.rates["agency"]
        rows = [n for n in self.rows.selected_rows if n < len(agencies)]
        self._explorer.mark(str(agencies.iloc[rows[0]]) if rows else "")
        self._draw()

    def _draw(self) -> None:
        self.told.value = self._explorer.heading._repr_html_()
        pictures = []
        for picture in self._explorer.pictures:
            data = picture.bytes("png")
            width = int(picture.figure.get_figwidth() * 100)
            pictures.append(ipywidgets.Image(value=data, format="png", width=width))
        self.charts.children = pictures
