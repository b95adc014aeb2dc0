/* Links and buttons that a finger does not find: what answers around their middle is under 44 pixels.
   Those within running text are as high as its lines (WCAG 2.5.8). */
() => {
  const wrong = []
  const asked = 'main a, header a, footer a, aside a, button, summary, select, textarea, input:not([type=hidden])'
  for (const one of document.querySelectorAll(asked)) {
    if (!one.checkVisibility({ visibilityProperty: true }) || one.closest('.visually-hidden, .unseen')) continue
    const style = getComputedStyle(one)
    if (style.pointerEvents === 'none') continue
    if (style.display === 'inline' && within_text(one)) continue
    if (one instanceof SVGElement && is_listed(one)) continue
    one.scrollIntoView({ block: 'center' })
    const box = one.getClientRects()[0] ?? new DOMRect()
    if (!box.width) continue
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const answers = (dx, dy) => {
      const hit = document.elementFromPoint(x + dx, y + dy)
      return hit !== null && (one.contains(hit) || hit.contains(one) && hit.matches('a, label, button') || Boolean(one.labels?.[0]?.contains(hit)))
    }
    const reach = (dx, dy) => { let n = 0; while (n < 44 && answers(dx * (n + 2), dy * (n + 2))) n += 2; return n }
    // Measured in steps of two, from the middle: within 4 pixels of what it is.
    const high = reach(0, -1) + reach(0, 1) + 4
    const wide = reach(-1, 0) + reach(1, 0) + 4
    if (high < 44 || wide < 44) wrong.push(`${wide} × ${high}: ${one.outerHTML.slice(0, 90)}`)
  }
  return wrong

  // A shape on a map is no rectangle; the list beside it leads to the same (WCAG 2.5.8, equivalent).
  function is_listed(shape) {
    const others = document.querySelectorAll(`main a[href="${shape.getAttribute('href')}"]`)
    return [...others].some(other => !(other instanceof SVGElement))
  }

  function within_text(one) {
    if (one instanceof SVGElement) return false
    let block = one.parentElement
    while (getComputedStyle(block).display === 'inline') block = block.parentElement
    return block.innerText.trim().length > one.innerText.trim().length + 3
  }
}
