// Of the page as it is shown now: `lost`, what a reader who enlarges, narrows or prints would miss, and the words `shown`.
() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const lost = [];
  const root = document.documentElement;
  const name = (element) => {
    const text = element.textContent.trim().replace(/\s+/g, " ").slice(0, 30);
    return `<${element.localName}${element.className ? ` class=${element.className}` : ""}> ${text}`;
  };
  const isHidden = ({ width, height }) => width <= 1 || height <= 1;
  const isForEarsOnly = (element) =>
    element && ((isHidden(element.getBoundingClientRect()) && getComputedStyle(element).overflowX === "hidden") || isForEarsOnly(element.parentElement));
  const scroller = (element) =>
    !element || ["auto", "scroll"].includes(getComputedStyle(element).overflowX) ? element : scroller(element.parentElement);

  if (root.scrollWidth > root.clientWidth) {
    lost.push(`the page is ${root.scrollWidth} wide on ${root.clientWidth}`);
    for (const element of document.body.querySelectorAll("*")) {
      const box = element.getBoundingClientRect();
      if (box.right > root.clientWidth + 1 && !isHidden(box) && !scroller(element)) lost.push(`sticks out: ${name(element)}`);
    }
  }

  const onPaper = matchMedia("print").matches;
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility() || isHidden(element.getBoundingClientRect())) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const cut = onPaper ? ["auto", "scroll", "hidden", "clip"] : ["hidden", "clip"];
    if (cut.includes(overflowX) && element.scrollWidth > element.clientWidth + 1) lost.push(`cut: ${name(element)}`);
    if (cut.includes(overflowY) && element.scrollHeight > element.clientHeight + 1) lost.push(`cut: ${name(element)}`);
  }

  for (const cell of document.body.querySelectorAll("td, th"))
    if (cell.checkVisibility() && cell.scrollWidth > cell.clientWidth + 1) lost.push(`sticks out of its cell: ${name(cell)}`);

  // Text upon text: only the middle of each line counts, since lines of the same paragraph may touch.
  const lines = [];
  const shown = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const { currentNode: text } = walker;
    if (!text.data.trim() || !text.parentElement.checkVisibility()) continue;
    range.selectNodeContents(text);
    const within = scroller(text.parentElement);
    if (isForEarsOnly(text.parentElement)) continue;
    if (text.parentElement.closest("main")) shown.push(text.data);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      if (right - left <= 1 || bottom - top <= 1 || right <= 0 || bottom <= 0) continue;
      const middle = (top + bottom) / 2, half = (bottom - top) / 5;
      // Of a reading over the kana beside its kanji, for which browsers widen the box of both.
      const overhang = (bottom - top) / (text.parentElement.closest("ruby") ? 3 : 6);
      lines.push({ left: left + overhang, right: right - overhang, top: middle - half, bottom: middle + half, text, within });
    }
  }
  lines.sort((one, other) => one.top - other.top);
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next++) {
      const other = lines[next];
      if (other.text !== one.text && other.within === one.within && other.left < one.right && one.left < other.right)
        lost.push(`upon each other: ${one.text.data.trim().slice(0, 20)} / ${other.text.data.trim().slice(0, 20)}`);
    }
  });
  return { lost, shown: shown.join(" ") };
};
