import { expect, it } from 'vitest'
import { hasColours, htmlDocument } from './htmlDocument'

const looks = {
  scheme: 'dark',
  text: '#eee',
  link: '#4fc3ae',
  font: 'sans-serif',
  faces: '',
  quoteLine: '#333',
} as const
const make = (html: string, showsRemote = false) =>
  htmlDocument(html, { looks, showsRemote, title: 'Письмо "x"<y>', language: 'ru' })
const IMAGE = '<img data-remote-src="https://img.example/a.png">'

it('fetches nothing until asked, and then only images', () => {
  const closed = make(IMAGE)
  expect(closed).toContain("default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; img-src data: blob:\"")
  expect(closed).not.toContain(' src="https:')
  const open = make(IMAGE, true)
  expect(open).toContain('<img src="https://img.example/a.png">')
  expect(open).toContain('img-src data: blob: https:"')
  expect(open).not.toContain('script-src')
})

it('does not let a title become markup', () => {
  expect(make('')).toContain('<title>Письмо &#34;x&#34;&#60;y></title>')
})

it('puts a mail with colours on paper and lets a plain one follow the theme', () => {
  expect(hasColours('<p style="color:#c00">x</p>')).toBe(true)
  expect(hasColours('<td bgcolor="#fff">x</td>')).toBe(true)
  expect(hasColours('<p>color: red</p><b>x</b>')).toBe(true)
  expect(hasColours('<p>просто</p>')).toBe(false)
  expect(make('<p style="color:#c00">x</p>')).toContain('color-scheme: light')
  expect(make('<p>просто</p>')).toContain('color-scheme: dark')
})
