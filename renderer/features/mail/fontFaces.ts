/** The rules of the page's own face, with addresses that also hold in a frame, which inherits no fonts. */
export function fontFaces(family: string): string {
  const rules: string[] = []
  for (const sheet of document.styleSheets) {
    for (const rule of rulesOf(sheet)) {
      if (
        rule instanceof CSSFontFaceRule &&
        family.includes(rule.style.getPropertyValue('font-family').replace(/["']/g, ''))
      )
        rules.push(absolute(rule.cssText, sheet.href ?? document.baseURI))
    }
  }
  return rules.join('\n')
}

/** A sheet of another origin keeps its rules to itself. */
function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules
  } catch {
    return []
  }
}

const absolute = (css: string, base: string) =>
  css.replace(/url\("?([^")]+)"?\)/g, (_url, address: string) => `url("${new URL(address, base).href}")`)
