(() => {
  "use strict";
  const config = JSON.parse(document.getElementById("config").textContent);
  const words = config.words;
  const byId = id => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const say = (key, values) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const STEPS = ".ev, a[href^='#e-']:not(.else)";

  // What there is to search: for each region the texts of its name, events, checks and remarks.
  const rows = all("#list tbody tr");
  const order = new Map(rows.map((row, place) => [row, place]));
  const lines = new Map(rows.map(row => [row.dataset.r, []]));
  const addLine = (region, text, more, target) => lines.get(region)?.push({text, search: `${text} · ${more}`, target});
  const projectOf = new Map();
  for (const story of all(".regions li"))
    for (const place of all(STEPS, story)) {
      const id = place.hash ? place.hash.slice(1) : place.id;
      if (!projectOf.has(id)) projectOf.set(id, story.firstChild.textContent.trim());
    }
  for (const row of all(".printed tbody tr")) {
    const region = row.id.slice(2);
    for (const line of all("td p", row)) {
      const anchors = [line, ...all("a[id]", line)].filter(item => item.id);
      const more = anchors.map(item => `${item.dataset.w || ""} ${projectOf.get(item.id) || ""}`).join(" ");
      const target = anchors.length ? anchors[0].id : (line.dataset.e ? `e-${line.dataset.e.split(" ")[0]}` : row.id);
      addLine(region, line.textContent.trim(), more, target);
    }
  }
  for (const section of all(".regions > section")) {
    const region = section.id.slice(2);
    for (const event of all(".ev", section)) addLine(region, event.textContent, projectOf.get(event.id) || "", event.id);
    const why = section.querySelector(".why");
    if (why) addLine(region, why.textContent, "", section.id);
    fillFacts(section, region);
  }

  // A region's section repeats its two printed columns, so that all of it stands in one place on the screen.
  function fillFacts(section, region) {
    const row = byId(`t-${region}`), place = document.createElement("div");
    if (!row) return;
    place.className = "facts";
    const heads = all("thead th", row.closest("table"));
    const last = row.cells.length - 1;
    for (let number = last; number > 0; number--) {
      const cell = row.cells[number];
      if (!cell.children.length) continue;
      const details = document.createElement("details");
      details.open = number === last;
      const summary = document.createElement("summary");
      summary.textContent = `${heads[number].textContent}: ${cell.children.length}`;
      details.append(summary);
      for (const line of cell.children) {
        const copy = line.cloneNode(true);
        for (const item of [copy, ...all("[id]", copy)]) item.removeAttribute("id");
        details.append(copy);
      }
      place.append(details);
    }
    const below = section.querySelector("h4:not(:has(+ .why)), .soft");
    if (place.children.length) section.insertBefore(place, below);
  }

  // Filters, order and their state in the address.
  const state = {q: "", d: "", t: "", m: "", sort: ""};
  const inputs = Object.fromEntries(["q", "d", "t", "m"].filter(byId).map(id => [id, byId(id)]));
  const heads = all("#list thead th[data-s]");
  const body = document.querySelector("#list tbody");

  // Unless all scores are whole numbers: const exact = text => text === "–" ? null : Number.isNaN(Number(text.replace(",", "."))) ? text : Number(text.replace(",", "."));
  function cellValue(row, column) {
    // Unless all scores are whole numbers: if (row.cells[column].dataset.n) return Number(row.cells[column].dataset.n);
    const text = row.cells[column].textContent.replace("−", "-").replace(/[▲▼ ]/g, "");
    const number = text === "=" ? 0 : Number(text);
    return text === "" || text === "–" ? null : Number.isNaN(number) ? row.cells[column].textContent : number;
  }

  function sorted() {
    const [key, way] = state.sort.split("-");
    const column = heads.findIndex(head => head.dataset.s === key);
    heads.forEach((head, place) => {
      if (place === column) head.setAttribute("aria-sort", way === "down" ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    if (column < 0) return rows;
    const sign = way === "down" ? -1 : 1;
    const compare = (a, b) => typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), config.language);
    return [...rows].sort((one, other) => {
      const a = cellValue(one, column), b = cellValue(other, column);
      if (a === null || b === null) return (a === null) - (b === null) || order.get(one) - order.get(other);
      return sign * compare(a, b) || order.get(one) - order.get(other);
    });
  }

  function highlighted(text, query) {
    const item = document.createDocumentFragment();
    let end = 0;
    for (const token of text.matchAll(Search.TOKEN)) {
      if (!query.meets(token[0])) continue;
      item.append(text.slice(end, token.index));
      const mark = document.createElement("mark");
      mark.textContent = token[0];
      item.append(mark);
      end = token.index + token[0].length;
    }
    item.append(text.slice(end));
    return item;
  }

  function hitsOf(row, query) {
    return lines.get(row.dataset.r).filter(line => query.matches(line.search));
  }

  function showHits(row, hits, query) {
    row.querySelector(".hits")?.remove();
    if (!hits.length) return;
    const list = document.createElement("ul");
    list.className = "hits";
    for (const hit of hits.slice(0, 3)) {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = `#${hit.target}`;
      link.append(highlighted(hit.text, query));
      item.append(link);
      list.append(item);
    }
    if (hits.length > 3) {
      const more = document.createElement("li");
      more.textContent = say("more", {n: hits.length - 3});
      list.append(more);
    }
    row.cells[1].append(list);
  }

  function apply() {
    const query = state.q.trim() ? new Search.Query(state.q, config.names) : null;
    const asked = query && query.words.length ? query : null;
    let shown = 0, found = 0;
    for (const row of rows) {
      const section = byId(`r-${row.dataset.r}`);
      const hits = asked ? hitsOf(row, asked) : [];
      const named = asked !== null && asked.matches(`${section.querySelector("h3").textContent} · ${section.dataset.w || ""}`);
      const district = inputs.d ? row.cells[2].textContent : "";
      row.hidden = (asked !== null && !hits.length && !named) || (state.d !== "" && district !== state.d) ||
        (state.t !== "" && row.dataset.t !== state.t) || (state.m !== "" && row.dataset.m !== state.m);
      showHits(row, hits, asked);
      if (!row.hidden) { shown += 1; found += hits.length; }
    }
    body.append(...sorted());
    byId("found").textContent = say(asked ? "found" : "shown", {n: shown, of: rows.length, lines: found});
  }

  const printedState = () => new URLSearchParams(Object.entries(state).filter(([, value]) => value)).toString();
  function remember() {
    const text = printedState();
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  }
  function recall() {
    const text = location.hash.slice(1);
    if (text && !text.includes("=")) return false;
    const asked = new URLSearchParams(text);
    for (const key of Object.keys(state)) state[key] = asked.get(key) || "";
    for (const [key, input] of Object.entries(inputs)) {
      input.value = state[key];
      state[key] = input.value;
    }
    apply();
    return text !== "";
  }

  for (const [key, input] of Object.entries(inputs))
    input.addEventListener(key === "q" ? "input" : "change", () => { state[key] = input.value; apply(); remember(); });
  byId("filters").addEventListener("submit", event => event.preventDefault());
  byId("filters").addEventListener("reset", () => {
    for (const key of Object.keys(state)) state[key] = "";
    setTimeout(() => { apply(); remember(); });
  });
  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const key = head.dataset.s, first = head.classList.contains("num") && key !== "rank" ? "down" : "up";
      const ways = [`${key}-${first}`, `${key}-${first === "up" ? "down" : "up"}`, ""];
      state.sort = ways[(ways.indexOf(state.sort) + 1) % 3];
      apply();
      remember();
    });
  }
  byId("filters").hidden = false;
  if (recall()) byId("all").scrollIntoView();
  window.addEventListener("hashchange", recall);

  // Paper shows all regions in the printed order, whatever the screen shows.
  window.addEventListener("beforeprint", () => {
    for (const row of rows) row.hidden = false;
    body.append(...rows);
  });
  window.addEventListener("afterprint", apply);

  // The thickness of a move and its line in the table belong together.
  for (const row of all("#moves-table [data-m]")) {
    const slope = document.querySelector(`.slopes [data-m="${row.dataset.m}"]`);
    row.addEventListener("mouseenter", () => slope.classList.add("on"));
    row.addEventListener("mouseleave", () => slope.classList.remove("on"));
  }

  // The data of the page as a file.
  const number = text => /\d/.test(text) ? Number(text) : null;
  function projectData(item) {
    return {
      name: item.firstChild.textContent.trim(),
      status: item.parentNode.previousElementSibling.className,
      events: all(STEPS, item).map(eventData),
    };
  }
  function eventData(place) {
    const id = (place.hash ? place.hash.slice(1) : place.id).replace(/^e-/, "");
    const printed = byId(`e-${id}`), line = printed.closest("p") || printed;
    return {id, date: place.dataset.d || null, kind: config.kinds[place.dataset.k || config.kind_words.indexOf(place.textContent.split(",", 1)[0])], text: line.textContent.trim(),
      italic: line.querySelector("i") !== null};
  }
  function data() {
    return {
      title: document.title, edition: config.edition, editions: config.editions, tool: config.tool,
      regions: rows.map(row => {
        const section = byId(`r-${row.dataset.r}`), printed = byId(`t-${row.dataset.r}`);
        const texts = cell => all("p", cell).map(line => ({text: line.textContent.trim(), italic: line.querySelector("i") !== null}));
        const lists = all(".regions p[class] + ul > li", section);
        return {
          region: row.dataset.r, name: section.querySelector("h3").textContent, tier: row.dataset.t || null,
          scores: Object.fromEntries(all(".scores b", section).map((badge, place) => [config.editions[place], number(badge.textContent)])),
          // Unless all scores are whole numbers: scores: Object.fromEntries(all(".scores b", section).map((badge, place) => [config.editions[place], exact(badge.textContent)])),
          rationale: section.querySelector(".why")?.textContent || null,
          before: printed && printed.cells.length > 2 ? texts(printed.cells[1]) : [],
          since: printed ? texts(printed.cells[printed.cells.length - 1]) : [],
          projects: lists.map(projectData),
        };
      }),
    };
  }
  const download = byId("download");
  download.hidden = false;
  download.addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(data(), null, 1)], {type: "application/json"}));
    link.download = `${config.file}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
})();
