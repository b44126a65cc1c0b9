import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldHtmlQuotes } from './foldHtmlQuotes.ts'
import { foldQuotes, ownText } from './foldQuotes.ts'

const own = (text: string) => ownText(text, foldQuotes(text))

describe('own words of a plain text are told from quoted ones', () => {
  it.each([
    [
      'Gmail, Russian',
      'Спасибо!\n\nвт, 24 нояб. 2026 г. в 10:42, Помощь <help@okno.example>:\n\n> Добрый день\n> Свет дадут',
    ],
    [
      'Gmail, folded attribution',
      'Спасибо!\n\nOn Tue, Nov 24, 2026 at 10:42 AM Help desk\n<help@okno.example> wrote:\n\n> Hello',
    ],
    ['Thunderbird, Russian', 'Спасибо!\n\n24.11.2026 10:42, Помощь пишет:\n> Добрый день'],
    ['Yandex', 'Спасибо!\n\n24.11.2026, 10:42, "Помощь" <help@okno.example>:\nДобрый день\nСвет дадут'],
    ['mail.ru', 'Спасибо!\n\nВторник, 24 ноября 2026, 10:42 +03:00 от Помощь <help@okno.example>:\n\nДобрый день'],
    [
      'Outlook, Russian',
      'Спасибо!\n\nОт: Помощь <help@okno.example>\nОтправлено: 24 ноября 2026 г. 10:42\nКому: Анна\nТема: RE: Свет\n\nДобрый день',
    ],
    ['Outlook, English', 'Спасибо!\n\n-----Original Message-----\nFrom: Help\nSent: Tuesday\nSubject: x\n\nHello'],
    [
      'Outlook, a rule above',
      'Спасибо!\n________________________________\nFrom: Help <help@okno.example>\nSent: Tuesday\nTo: Anna\nSubject: x\n\nHello',
    ],
    ['bare marks', 'Спасибо!\n> раз\n>> два'],
  ])('%s', (_name, text) => {
    expect(own(text)).toBe('Спасибо!')
  })

  it('answers between the lines stay', () => {
    expect(own('> Какой адрес?\nБаумана, 12\n> Какой счётчик?\nСЕ-101')).toBe('Баумана, 12\nСЕ-101')
  })

  it.each([
    [
      'a mail that is all quote, as a forwarded one',
      '-------- Пересылаемое сообщение --------\n24.11.2026, Иван: свет',
    ],
    ['words that merely look like a quote', 'Сосед пишет\nзаявление. От: нас\nи прошу: проверить'],
    ['a list after a colon', 'Показания за 2026:\nT1 100\nT2 50'],
    ['nothing at all', ''],
  ])('%s is not folded', (_name, text) => {
    expect(foldQuotes(text)).toEqual([])
  })

  it('folds lie in order inside the text, whatever it is', () => {
    const line = fc.oneof(
      fc.constantFrom('> q', 'От: x', 'Тема: y', 'Дата: z', 'Иван пишет:', '', '-----Original Message-----'),
      fc.string(),
    )
    fc.assert(
      fc.property(
        fc.array(line).map((lines) => lines.join('\n')),
        (text) => {
          let at = 0
          for (const [from, to] of foldQuotes(text)) {
            expect(from).toBeGreaterThanOrEqual(at)
            expect(to).toBeGreaterThan(from)
            at = to
          }
          expect(at).toBeLessThanOrEqual(text.length)
        },
      ),
    )
  })

  it('a huge text takes no time to speak of', () => {
    const text = `${'пишет '.repeat(50_000)}:\n${'2026 <a@b '.repeat(20_000)}\n${'>'.repeat(100_000)}\n${'line\n'.repeat(50_000)}`
    const started = performance.now()
    foldQuotes(text)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})

describe('quoted HTML is wrapped', () => {
  it.each([
    [
      'Gmail',
      '<div>Спасибо!</div><div class="gmail_quote"><div class="gmail_attr">вт, 24 нояб. 2026 г.:</div><blockquote>Q</blockquote></div>',
    ],
    [
      'Thunderbird',
      '<p>Спасибо!</p><div class="moz-cite-prefix">24.11.2026 10:42, Помощь пишет:<br></div><blockquote type="cite">Q</blockquote>',
    ],
    [
      'Yandex',
      '<div>Спасибо!</div><div> </div><div>24.11.2026, 10:42, "Помощь" &lt;help@okno.example&gt;:</div><blockquote><p>Q</p></blockquote>',
    ],
    [
      'mail.ru',
      '<div>Спасибо!<br><br><blockquote style="border-left:1px solid #0857A6;margin:10px">Вторник, 24 ноября 2026, 10:42 +03:00 от Помощь:<br>Q</blockquote></div>',
    ],
    [
      'mail.ru, words above',
      '<div>Спасибо!<br>Вторник, 24 ноября 2026, 10:42 +03:00 от Помощь &lt;<a href="mailto:a@b.ru">a@b.ru</a>&gt;:<br><blockquote>Q</blockquote></div>',
    ],
    ['Outlook web', '<div>Спасибо!</div><hr><div id="divRplyFwdMsg"><b>From:</b> Help</div><div>Q</div>'],
    [
      'Outlook',
      '<div class="WordSection1"><p>Спасибо!</p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>От:</b> Помощь<br><b>Отправлено:</b> 24 ноября<br><b>Тема:</b> Свет</p></div></div><p>Q</p></div><p>Q2</p>',
    ],
    ['a plain separator', '<p>Спасибо!</p><p>-----Original Message-----</p><p>Q</p>'],
  ])('%s', (_name, html) => {
    const folded = foldHtmlQuotes(html)
    expect(textOutside(folded)).toBe('Спасибо!')
    expect(folded).toContain('Q')
  })

  it.each([
    '<p>Слова</p><blockquote>Выдержка из закона</blockquote>',
    '<blockquote type="cite">только цитата</blockquote>',
    '<p>просто</p>',
  ])('%s stays as it is', (html) => {
    expect(foldHtmlQuotes(html)).toBe(html)
  })
})

/** The words outside of quotes; the marked divs close in order, for the folder writes them well formed. */
function textOutside(html: string): string {
  let depth = 0
  let text = ''
  for (const [token] of html.matchAll(/<[^>]*>|[^<]+/g)) {
    const isOpen = /^<div/.test(token)
    if (depth > 0) depth += isOpen ? 1 : token === '</div>' ? -1 : 0
    else if (isOpen && token.includes('data-quote')) depth = 1
    else if (!token.startsWith('<')) text += token
  }
  return text.replace(/\s+/g, ' ').trim()
}
