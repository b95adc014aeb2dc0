/* What is wrong with the layout of the page that is open; a list of words. */
() => {
  const wrong = []
  const width = document.documentElement.clientWidth
  const called = (one) => {
    const name = one.className && typeof one.className === 'string' ? `.${one.className.replaceAll(' ', '.')}` : ''
    return `${one.tagName.toLowerCase()}${name} “${(one.innerText || one.ariaLabel || '').trim().slice(0, 40)}”`
  }
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
  // Kept for who listens: a point with everything cut away.
  const spoken = (one) => Boolean(one.closest('.visually-hidden, .skip')) || getComputedStyle(one).clipPath === 'inset(50%)'

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
  return wrong
}
