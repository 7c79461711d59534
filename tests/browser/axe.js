// What axe finds on the page as it is shown now: [kind, rule, why, where, markup] of each finding.
async () => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const found = await axe.run({
    resultTypes: ["violations", "incomplete"],
    // Off in axe because it is new in WCAG 2.2, or still on trial there; all of it is asked of us.
    rules: Object.fromEntries(
      [
        "css-orientation-lock",
        "focus-order-semantics",
        "label-content-name-mismatch",
        "table-fake-caption",
        "target-size",
        "td-has-header",
      ].map((rule) => [rule, { enabled: true }]),
    ),
  });
  const told = (kind) =>
    found[kind].flatMap(({ id, nodes }) =>
      nodes.map((node) => [
        kind,
        id,
        [...node.any, ...node.all, ...node.none].map((check) => check.message).join(" / "),
        node.target.flat().join(" "),
        node.html.slice(0, 120),
      ]),
    );
  return [...told("violations"), ...told("incomplete")];
};
