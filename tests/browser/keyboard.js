// Write down where the keyboard leads: `wanted` in the order of the page, `met` as the focus comes by.
() => {
  const everything = [...document.querySelectorAll("*")];
  const name = (element) => `${everything.indexOf(element)} ${element.cloneNode(false).outerHTML.slice(0, 110)}`;
  const problems = (element) => {
    const found = [];
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2 || /^rgba\(.*, 0\)$/.test(outlineColor))
      found.push(`no outline (${outlineStyle} ${outlineWidth} ${outlineColor})`);
    const points = [...element.getClientRects()].map(({ left, right, top, bottom }) => [
      (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
      (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
    ]);
    const over = points.map(([x, y]) => document.elementFromPoint(x, y));
    if (!over.some((each) => each && (element === each || element.contains(each))))
      found.push(`out of sight or under ${over.map((each) => each?.localName).join(", ") || "nothing"}`);
    return found;
  };
  const wanted = everything.filter(
    (element) => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }),
  );
  const walk = { wanted: wanted.map(name), met: [], problems: [] };
  document.addEventListener("focusin", ({ target }) => {
    walk.met.push(name(target));
    walk.problems.push(...problems(target).map((each) => `${each}: ${name(target)}`));
  });
  window.walk = walk;
  return wanted.length;
};
