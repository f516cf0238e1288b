// The map in a hand: moving it, searching it, choosing a scene. It asks for nothing outside the page.
"use strict";
(() => {
  const by = (id) => document.getElementById(id);
  const sheet = by("sheet"), svg = sheet.querySelector("svg"), panel = by("panel"), told = panel.querySelector(".told");
  const list = by("list"), rows = [...list.querySelectorAll(".all li")], bar = document.querySelector(".top");
  const wide = svg.viewBox.baseVal.width, high = svg.viewBox.baseVal.height;
  const number = (element) => Number(element.id.slice(1));
  const boxes = new Map([...svg.querySelectorAll(".places > .place")].map((each) => [number(each), each]));
  const ends = [...svg.querySelectorAll("[data-ends]")].map((each) => [each, each.dataset.ends.split(" ").map(Number)]);
  const all = list.querySelector(".all");
  const LEAST = 0.08, MOST = 4;
  let scale = 1, chosen = null, opener = null, shown = rows.map(number);

  // How large it is

  const plane = sheet.querySelector(".plane"), veil = sheet.querySelector(".veil");
  const show = () => {
    plane.style.width = `${wide * scale}px`;
    plane.style.height = `${high * scale}px`;
  };
  const zoom = (factor, x = sheet.clientWidth / 2, y = sheet.clientHeight / 2) => {
    const before = scale, left = Math.max(0, (sheet.clientWidth - wide * scale) / 2);
    const px = (sheet.scrollLeft + x - left) / before, py = (sheet.scrollTop + y) / before;
    scale = Math.min(MOST, Math.max(LEAST, scale * factor));
    show();
    const now = Math.max(0, (sheet.clientWidth - wide * scale) / 2);
    sheet.scrollLeft = px * scale + now - x;
    sheet.scrollTop = py * scale - y;
  };
  const fit = () => {
    scale = Math.max(LEAST, sheet.clientWidth / wide);
    show();
    sheet.scrollTo(0, 0);
  };
  const bring = (box) => {
    const there = box.getBoundingClientRect(), here = sheet.getBoundingClientRect();
    const over = getComputedStyle(panel).position === "absolute" && !panel.hidden ? panel.offsetWidth : 0;
    const room = here.width - over > 120 ? here.width - over : here.width;
    const dx = there.x + there.width / 2 - here.x - room / 2, dy = there.y + there.height / 2 - here.y - here.height / 2;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    sheet.scrollBy({ left: dx, top: dy, behavior: calm ? "instant" : "smooth" });
  };
  by("zoom-in").addEventListener("click", () => zoom(1.3));
  by("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  by("zoom-fit").addEventListener("click", fit);
  sheet.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const here = sheet.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * 0.005), event.clientX - here.x, event.clientY - here.y);
  }, { passive: false });

  // Two fingers

  let pinch = null;
  const spread = (touches) => Math.hypot(touches[0].clientX - touches[1].clientX, touches[0].clientY - touches[1].clientY);
  sheet.addEventListener("touchstart", (event) => { pinch = event.touches.length === 2 ? spread(event.touches) : null; }, { passive: true });
  sheet.addEventListener("touchmove", (event) => {
    if (pinch === null || event.touches.length !== 2) return;
    event.preventDefault();
    const now = spread(event.touches), here = sheet.getBoundingClientRect();
    const x = (event.touches[0].clientX + event.touches[1].clientX) / 2 - here.x;
    const y = (event.touches[0].clientY + event.touches[1].clientY) / 2 - here.y;
    if (pinch > 0) zoom(now / pinch, x, y);
    pinch = now;
  }, { passive: false });
  sheet.addEventListener("touchend", () => { pinch = null; });

  // The mouse takes hold of the sheet

  let held = null, dragged = false;
  sheet.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    held = { x: event.clientX, y: event.clientY, left: sheet.scrollLeft, top: sheet.scrollTop };
  });
  addEventListener("pointermove", (event) => {
    if (!held) return;
    const dx = event.clientX - held.x, dy = event.clientY - held.y;
    if (!dragged && Math.hypot(dx, dy) < 5) return;
    dragged = true;
    sheet.classList.add("held");
    sheet.scrollLeft = held.left - dx;
    sheet.scrollTop = held.top - dy;
  });
  addEventListener("pointerup", () => { held = null; sheet.classList.remove("held"); });

  // A scene is chosen

  const choose = (place, from = null) => {
    const box = boxes.get(place), row = by(`l${place}`), template = by(`t${place}`);
    if (!template) return;
    for (const each of document.querySelectorAll(".chosen")) each.classList.remove("chosen");
    for (const [each, of] of ends) each.classList.toggle("near", of.includes(place));
    chosen = place;
    opener = from ?? opener;
    box?.classList.add("chosen");
    row?.classList.add("chosen");
    if (row && !all.classList.contains("away") && list.offsetParent) row.scrollIntoView({ block: "nearest" });
    told.replaceChildren(template.content.cloneNode(true));
    panel.hidden = false;
    panel.scrollTop = 0;
    if (box) {
      if (scale < 0.5) zoom(0.8 / scale);
      bring(box);
    }
    const id = told.querySelector(".id code").textContent;
    history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    chosen = null;
    for (const each of document.querySelectorAll(".chosen, .near")) each.classList.remove("chosen", "near");
    history.replaceState(null, "", location.pathname + location.search);
    (opener?.isConnected ? opener : sheet).focus({ preventScroll: true });
  };
  const narrow = () => matchMedia("(max-width: 900px)").matches;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-go]");
    if (link) {
      event.preventDefault();
      if (narrow() && list.contains(link)) listed(false);
      choose(Number(link.dataset.go), list.contains(link) ? link : null);
      told.querySelector("h2").focus({ preventScroll: true });
    } else if (event.target.closest?.(".copy")) copy(event.target.closest(".copy"));
  });
  svg.addEventListener("click", (event) => {
    if (dragged) return;
    const box = event.target.closest(".place"), tab = event.target.closest(".tab");
    if (box?.id) choose(number(box), sheet);
    else if (tab) choose(Number(tab.dataset.to), sheet);
  });
  panel.querySelector(".close").addEventListener("click", close);
  const copy = async (button) => {
    const code = button.parentElement.querySelector("code");
    try {
      await navigator.clipboard.writeText(code.textContent);
    } catch {
      getSelection().selectAllChildren(code);
      document.execCommand("copy");
    }
    button.textContent = "Copied";
  };

  // Searching and leaving out

  // a veil with holes lies over the picture, which is never painted anew
  const corners = new Map(rows.map((row) => [number(row), row.dataset.at.split(" ").map(Number)]));
  const cover = (hits) => {
    let path = "";
    for (const place of hits ?? []) {
      const [x, y, w, h] = corners.get(place);
      if (h === undefined) continue; // a scene beyond the chapters that are drawn
      path += `M${x - 3} ${y - 3}v${h + 6}h${w + 6}v${-h - 6}z`;
    }
    veil.firstElementChild.setAttribute("d", hits ? `M-9 -9h${wide + 18}v${high + 18}h${-wide - 18}z${path}` : "");
    veil.classList.toggle("there", hits !== null);
  };
  const find = by("find"), count = by("count");
  const words = rows.map((row) => `${row.querySelector("a").textContent} ${row.dataset.words}`.toLowerCase());
  let whole = null;
  const read = () => {
    whole ??= rows.map((row, at) => `${words[at]} ${by(`t${number(row)}`).content.textContent}`.toLowerCase());
    return whole;
  };
  (window.requestIdleCallback ?? setTimeout)(() => {
    read();
    document.documentElement.dataset.ready = "yes";
  });
  const found = list.querySelector(".found"), more = found.querySelector(".more");
  const SHOWN = 200;
  let first = null;
  const search = () => {
    const asked = find.value.trim().toLowerCase(), wanted = asked.split(/\s+/).filter(Boolean);
    const band = by("band").value, sort = by("sort").value, touching = by("touching").value;
    const filtered = Boolean(wanted.length || band || sort || touching), texts = wanted.length ? read() : [];
    const ranked = [[], [], []];
    rows.forEach((row, at) => {
      const data = row.dataset;
      const hit = (!band || data.band === band)
        && (!sort || data.marks.split(" ").includes(sort))
        && (!touching || data.touches.split(" ").includes(touching))
        && wanted.every((word) => texts[at].includes(word));
      if (hit) ranked[words[at].startsWith(asked) ? 0 : wanted.every((word) => words[at].includes(word)) ? 1 : 2].push(row);
    });
    const hits = ranked.flat();
    first = wanted.length && hits.length ? number(hits[0]) : null;
    shown = filtered ? hits.map(number) : rows.map(number);
    // the whole list is only laid aside: to take a thousand rows out of it takes longer than to search
    all.classList.toggle("away", filtered);
    found.hidden = !filtered;
    found.querySelector("ol").replaceChildren(...(filtered ? hits.slice(0, SHOWN) : []).map((row) => {
      const copied = row.cloneNode(true);
      copied.removeAttribute("id");
      return copied;
    }));
    more.hidden = hits.length <= SHOWN;
    more.textContent = `and ${hits.length - SHOWN} more`;
    cover(filtered ? shown : null);
    count.textContent = filtered ? `${hits.length} of ${rows.length}` : "";
  };
  find.addEventListener("input", search);
  for (const id of ["band", "sort", "touching"]) by(id).addEventListener("change", search);
  find.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && first !== null) {
      choose(first, find);
      told.querySelector("h2").focus({ preventScroll: true });
    }
  });
  by("run")?.addEventListener("change", (event) => svg.classList.toggle("without-run", !event.target.checked));

  // What is beside it

  const listed = (there) => {
    list.hidden = !there;
    by("list-shown").setAttribute("aria-expanded", String(there));
  };
  by("list-shown").addEventListener("click", () => listed(list.hidden));
  by("filters-shown").addEventListener("click", (event) => {
    const there = bar.classList.toggle("filtering");
    event.target.setAttribute("aria-expanded", String(there));
  });
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    listed(true);
    list.focus();
  });

  // Keys

  sheet.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { n: 1, p: -1 }[event.key];
    if (event.key === "+" || event.key === "=") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "0") fit();
    else if (event.key === "/") find.focus();
    else if (step) {
      const at = shown.indexOf(chosen), next = at < 0 ? 0 : (at + step + shown.length) % shown.length;
      if (shown.length) choose(shown[next], sheet);
    } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!panel.hidden) close();
    else if (narrow() && !list.hidden) listed(false);
  });

  if (narrow()) listed(false);
  fit();
  if (sheet.clientWidth < 700) {
    scale = Math.max(scale, 0.5);
    show();
  }
  const asked = decodeURIComponent(location.hash.slice(1));
  const named = asked && rows.find((row) => row.dataset.words.split(" ")[0] === asked);
  if (named) choose(number(named));
})();
