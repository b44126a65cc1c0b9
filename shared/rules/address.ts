/** Words that stand around an address in a question and are no part of it. */
const NOISE = new Set(
  `а адрес адресу аварийное аварии будет был в вас включат включили вчера где дадут дом дома дому д есть и из или как какой когда ли
  меня мне мой моему моем на не нет ну по почему пожалуйста свет света сегодня скажите скажете там у уже узнать хочу что электричества
  электроэнергии электричество электроэнергия отключен отключена отключено отключили отключение отключения обесточен обесточили
  здравствуйте добрый день вечер утро привет улица ул г город проспект пр просп переулок пер пр-т площадь пл шоссе ш бульвар б-р
  тракт набережная наб поселок пос п село с деревня дер живу живем нахожусь проверьте проверить
  the is my address at on off power there no street st avenue ave road rd in house hello hi please check why when will be electricity light lights`
    .split(/\s+/)
    .filter(Boolean),
)
const HOUSE = /^\d{1,4}[а-яa-z]?(?:[/-]\d{1,4}[а-яa-z]?)?$/
const GLUED = /^(?:д|дом)\.?(\d.*)$/
const FLAT = new Set(['кв', 'квартира', 'кв.', 'кабинет', 'подъезд', 'flat', 'apt'])

/** Lower case, ё→е, quotes and full stops gone: how addresses and words are compared. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[«»"'.,;:!?()№]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** «не отключён ли мой адрес, Баумана 12?» → «баумана 12». Null when the text names no street with a house. */
export function addressIn(text: string): string | null {
  const tokens = fold(text)
    .split(' ')
    .map((token) => GLUED.exec(token)?.[1] ?? token)
  const at = tokens.findIndex((token, index) => HOUSE.test(token) && !FLAT.has(tokens[index - 1] ?? ''))
  if (at < 0) return null
  const before = streetWords(tokens.slice(0, at))
  const words = before.length > 0 ? before : streetWords(tokens.slice(at + 1))
  return words.length > 0 ? [...words, tokens[at]].join(' ') : null
}

const streetWords = (tokens: readonly string[]) =>
  tokens.filter((token) => /\p{L}{2,}/u.test(token) && !NOISE.has(token) && !FLAT.has(token)).slice(-4)

const LATIN: readonly [RegExp, string][] = [
  [/shch|sch/g, 'щ'],
  [/zh/g, 'ж'],
  [/kh/g, 'х'],
  [/ts/g, 'ц'],
  [/ch/g, 'ч'],
  [/sh/g, 'ш'],
  [/yu|iu/g, 'ю'],
  [/ya|ia/g, 'я'],
  [/yo/g, 'е'],
  [/iy|yy/g, 'ий'],
  [/ay/g, 'ай'],
  [/oy/g, 'ой'],
  [/ey/g, 'ей'],
]
const LETTERS = new Map(
  [...'abvgdezijklmnoprstufhcy'].map((letter, index) => [letter, [...'абвгдезийклмнопрстуфхцы'][index] ?? letter]),
)
/** «baumana» → «баумана»: a street is written in Latin letters by those without a Russian keyboard. */
export function toCyrillic(text: string): string {
  const pairs = LATIN.reduce((part, [latin, cyrillic]) => part.replace(latin, cyrillic), text)
  return [...pairs].map((letter) => LETTERS.get(letter) ?? letter).join('')
}

/** An address that `addressIn` found, in parts. The flat is left out: power goes by houses. */
export function partsOf(address: string): { street: string; house: string } {
  const words = address.split(' ')
  return { street: toCyrillic(words.slice(0, -1).join(' ')), house: toCyrillic(words.at(-1)?.split('-')[0] ?? '') }
}
