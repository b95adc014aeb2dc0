/* What is wrong with the layout of the page that is open; a list of words. */
() => {
  const wrong = []
  // What waits far below is cut where it sticks out: to be seen, it is drawn as the rest.
  const later = document.querySelectorAll('.later')
  for (const one of later) one.style.contentVisibility = 'visible'
  const width = document.documentElement.clientWidth
  const called = (one) => {
    const name = one.className && typeof one.className === 'string' ? `.${one.className.replaceAll(' ', '.')}` : ''
    return `${one.tagName.toLowerCase()}${name} “${(one.innerText || one.ariaLabel || '').trim().slice(0, 40)}”`
  }
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  // Kept for who listens: a point with everything cut away.
  const spoken = (one) => Boolean(one.closest('.visually-hidden, .skip, .unseen')) || getComputedStyle(one).clipPath === 'inset(50%)'

  if (document.documentElement.scrollWidth > width) {
    for (const one of document.body.querySelectorAll('*')) {
      if (seen(one) && one.getBoundingClientRect().right > width + 1) wrong.push(`out of the page: ${called(one)}`)
    }
    if (!wrong.length) wrong.push(`scrolls sideways: ${document.documentElement.scrollWidth} of ${width}`)
  }

  for (const one of document.body.querySelectorAll('*')) {
    if (!seen(one) || spoken(one) || !one.innerText?.trim()) continue
    const { overflowX, overflowY, display } = getComputedStyle(one)
    if (display === 'inline') continue
    const cut = (overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1 && overflowX !== 'auto')
      || (/hidden|clip/.test(overflowY) && one.scrollHeight > one.clientHeight + 1)
    if (cut) wrong.push(`cut: ${called(one)}`)
  }

  const range = document.createRange()
  const torn = (text, word) => {
    range.setStart(text, word.index)
    range.setEnd(text, word.index + word[0].length)
    const lines = range.getClientRects()
    return lines.length > 1 && lines[lines.length - 1].top > lines[0].top + lines[0].height / 2
  }
  // A word or a number that its column has no room for. Khmer and addresses may be broken anywhere,
  // but not a word that is set as large as its column bears.
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const one = texts.currentNode.parentElement
    if (!seen(one) || spoken(one) || one.closest('svg')) continue
    for (const word of texts.currentNode.data.matchAll(/(?<![\p{L}\d/:.@_-])(?:\d+(?:[.,]\d+)+|[\p{Script=Latin}\d]{2,14})(?![\p{L}\d/:@_-])/gu)) {
      if (torn(texts.currentNode, word)) wrong.push(`torn: ${word[0]} in ${called(one)}`)
    }
  }
  for (const one of document.querySelectorAll('.glyph')) {
    for (const word of one.firstChild.data.matchAll(/\S+/g)) {
      if (seen(one) && torn(one.firstChild, word)) wrong.push(`torn: ${word[0]} in ${called(one)}`)
    }
  }
  for (const one of later) one.style.contentVisibility = ''
  return wrong
}
