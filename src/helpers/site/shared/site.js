/* The table of the front page: search, choice, order. Without this script the page is a plain table. */
"use strict";
(function () {
  const data = window.ogiAudit, table = document.getElementById("reports"), form = document.getElementById("filters");
  if (!data || !table || !form || !window.DataTable) return;
  const NAME = 0, ORGAN = 1, REGION = 2, KIND = 3, YEAR = 4, ERRORS = 5, WARNINGS = 6, NOTES = 7, PASSED = 8,
    UNDECIDED = 9, TOP = 10, PAGE = 11, NOTEBOOK = 12;
  const words = data.words, suffix = data.lang === "en" ? "" : "." + data.lang;
  const fields = ["q", "year", "region", "kind", "verdict"].map((id) => document.getElementById(id));
  const [search, year, region, kind, verdict] = fields;

  /* Every word goes into the page as text, never as markup. */
  function node(tag, text, className) {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  }
  function link(address, text) {
    const made = node("a");
    made.setAttribute("href", address);
    made.append(node("bdi", text));
    return made;
  }
  function organ(row) {
    const cell = document.createDocumentFragment();
    cell.append(link(row[PAGE], data.names[row[NAME]]));
    if (data.regions[row[REGION]]) {
      const place = node("span", undefined, "place");
      place.append(node("bdi", data.regions[row[REGION]]));
      cell.append(place);
    }
    return cell;
  }
  function files(row) {
    const cell = document.createDocumentFragment();
    if (row[ORGAN]) cell.append(link("site/organs/" + row[ORGAN] + suffix + ".html", words.organ), " ");
    cell.append(link(row[NOTEBOOK] || row[PAGE].replace(/\.html$/, ".ipynb"), words.notebook));
    return cell;
  }
  /* The table takes what it searches for markup where there is an & in it: there it gets markup that says these words. */
  function searched(words) {
    return words.includes("&") ? words.replace(/&/g, "&amp;").replace(/</g, "&lt;") : words;
  }
  /* The address of a page holds the organ's name in letters: a search for pinyin finds it. */
  function letters(row) {
    const name = row[ORGAN] || row[PAGE];
    return name + " " + name.replace(/-/g, "");
  }
  function whole(column, className, kindName) {
    return {
      data: null, type: "num", searchable: false, orderSequence: ["desc", "asc", ""], className,
      render: (_, type, row) => row[column],
      createdCell: (cell, _, row) => { if (kindName) cell.classList.add(row[column] ? kindName : "none"); },
    };
  }
  const still = { searchable: true, data: null, type: "string" };
  const columns = [
    { ...still, className: "organ", render: (_, type, row) =>
      type === "display" ? organ(row)
        : type === "sort" ? (row[ORGAN] || "\uffff") + row[PAGE]
          : searched(data.names[row[NAME]] + " " + data.regions[row[REGION]] + " " + letters(row)) },
    { ...whole(YEAR, "year"), searchable: true, render: (_, type, row) => row[YEAR] || (type === "sort" ? 0 : "–") },
    { ...still, className: "kind", render: (_, type, row) => data.kinds[row[KIND]] },
    whole(ERRORS, "count", "error"), whole(WARNINGS, "count", "warning"), whole(NOTES, "count", "note"),
    whole(PASSED, "count more"), whole(UNDECIDED, "count more"),
    { ...still, orderable: false, className: "top", render: (_, type, row) =>
      type === "display" && row[TOP] ? link(row[PAGE] + "#findings", row[TOP]) : searched(row[TOP]) },
    { ...still, orderable: false, searchable: false, className: "files", render: (_, type, row) =>
      type === "display" ? files(row) : "" },
  ];
  const verdicts = {
    error: (row) => row[ERRORS] > 0,
    warning: (row) => row[ERRORS] === 0 && row[WARNINGS] > 0,
    note: (row) => row[ERRORS] === 0 && row[WARNINGS] === 0 && row[NOTES] > 0,
    none: (row) => row[ERRORS] + row[WARNINGS] + row[NOTES] === 0,
    undecided: (row) => row[UNDECIDED] > 0,
  };
  function chosen(row) {
    return (!year.value || row[YEAR] === Number(year.value)) &&
      (!region.value || data.regions[row[REGION]].startsWith(region.value)) &&
      (!kind.value || data.kinds[row[KIND]] === kind.value) &&
      (!verdict.value || verdicts[verdict.value](row));
  }

  /* What is chosen stands in the address, so that the way back from a report leads to it, and it can be sent on. */
  function remember() {
    const kept = new URLSearchParams();
    for (const field of fields) if (field.value) kept.set(field.id, field.value);
    const order = shown.order().filter((part) => part[1]);
    if (order.length) kept.set("order", order[0][0] + order[0][1]);
    if (shown.page() > 0) kept.set("page", shown.page() + 1);
    const text = kept.toString();
    if (text || location.hash.length > 1) history.replaceState(null, "", "#" + text);
    for (const twin of document.querySelectorAll("a.twin"))
      twin.setAttribute("href", twin.getAttribute("href").replace(/#.*/, "") + "#" + text);
  }
  const start = new URLSearchParams(location.hash.slice(1));
  for (const field of fields) {
    const value = start.get(field.id) || "";
    /* Kinds are words of the language: in the other one they are none of the choices. */
    if (field === search || [...field.options].some((option) => option.value === value)) field.value = value;
  }
  const order = /^(\d)(asc|desc)$/.exec(start.get("order") || "");

  table.tBodies[0].replaceChildren();
  document.body.classList.add("live");
  form.hidden = false;
  const shown = new window.DataTable(table, {
    data: data.rows, columns, autoWidth: false, order: order ? [[Number(order[1]), order[2]]] : [], orderClasses: false,
    orderDescReverse: false,
    pageLength: 50, lengthMenu: [25, 50, 100, 250],
    layout: { topStart: null, topEnd: null, top: "info", bottomStart: "pageLength", bottomEnd: { paging: { buttons: 5 } } },
    language: {
      info: words.info, infoEmpty: words.infoEmpty, infoFiltered: words.infoFiltered, lengthMenu: words.lengthMenu,
      zeroRecords: words.zeroRecords, emptyTable: words.emptyTable, search: "", entries: "",
      aria: { orderable: words.sort, orderableReverse: words.reverse, orderableRemove: words.unsort,
        paginate: { first: words.first, previous: words.previous, next: words.next, last: words.last, number: words.page } },
    },
    search: { search: search.value },
    initComplete: function () { this.api().search.fixed("chosen", (_, row) => chosen(row)); },
  });
  shown.draw();
  const page = Number(start.get("page")) - 1;
  if (page > 0 && page < shown.page.info().pages) shown.page(page).draw("page");
  remember();
  shown.on("draw", remember);
  for (const nav of document.querySelectorAll(".dt-paging nav")) nav.setAttribute("aria-label", words.pages);

  search.addEventListener("input", () => shown.search(search.value).draw());
  for (const field of fields.slice(1)) field.addEventListener("change", () => shown.draw());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    for (const field of fields) field.value = "";
    shown.search("").order([]).draw();
    search.focus();
  });
})();
