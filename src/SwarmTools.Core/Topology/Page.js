"use strict";
(() => {
  const taken = document.getElementById("taken");
  const age = document.getElementById("age");
  const stale = document.getElementById("stale");
  const find = document.getElementById("find");
  const key = "swarm-topology:" + location.pathname;

  const words = seconds => {
    const [count, unit] = seconds < 60 ? [seconds, "second"]
      : seconds < 3600 ? [Math.floor(seconds / 60), "minute"]
      : seconds < 172800 ? [Math.floor(seconds / 3600), "hour"]
      : [Math.floor(seconds / 86400), "day"];
    return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
  };

  const tick = () => {
    const seconds = Math.max(0, Math.round((Date.now() - Date.parse(taken.dateTime)) / 1000));
    age.textContent = `, ${words(seconds)}`;
    if (stale) {
      stale.hidden = seconds <= 3 * Number(stale.dataset.refresh) + 10;
    }
  };

  const filter = () => {
    const wanted = find.value.trim().toLowerCase();
    const has = element => element.textContent.toLowerCase().includes(wanted);
    for (const node of document.querySelectorAll("li.node")) {
      const title = node.querySelector("h3");
      const whole = wanted === "" || (title !== null && has(title));
      let any = whole;
      for (const group of node.querySelectorAll(".groups > li")) {
        let shown = whole;
        const service = has(group.querySelector(".service"));
        for (const task of group.querySelectorAll(".task")) {
          task.hidden = !(whole || service || has(task));
          shown = shown || !task.hidden;
        }
        group.hidden = !shown;
        any = any || shown;
      }
      node.hidden = !any;
    }
    for (const row of document.querySelectorAll("tbody tr")) {
      row.hidden = wanted !== "" && !has(row);
    }
  };

  // The page is loaded anew again and again: who reads it stays where they are.
  const keep = () => {
    try {
      sessionStorage.setItem(key, JSON.stringify({ y: scrollY, find: find.value, typing: document.activeElement === find }));
    } catch {
      // A browser that stores nothing begins at the top.
    }
  };

  const restore = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(key));
      if (kept) {
        find.value = kept.find;
        filter();
        if (kept.typing) {
          find.focus({ preventScroll: true });
        }
        scrollTo(0, kept.y);
      }
    } catch {
      // As above.
    }
  };

  find.closest("p").hidden = false;
  find.addEventListener("input", filter);
  addEventListener("pagehide", keep);
  restore();
  tick();
  setInterval(tick, 1000);
})();
