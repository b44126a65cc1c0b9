/** The few words that stand outside the pages: tray, menu, tooltips. */
const words = {
  ru: {
    product: 'Окно',
    show: 'Показать окно',
    quit: 'Выйти из программы',
    waiting: (count: number) => (count === 0 ? 'Окно' : `Окно: ждут ${count}`),
    view: 'Вид',
    zoomIn: 'Крупнее',
    zoomOut: 'Мельче',
    resetZoom: 'Обычный размер',
    fullScreen: 'Во весь экран',
    edit: 'Правка',
  },
  en: {
    product: 'Okno',
    show: 'Show the window',
    quit: 'Quit',
    waiting: (count: number) => (count === 0 ? 'Okno' : `Okno: ${count} waiting`),
    view: 'View',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    resetZoom: 'Actual size',
    fullScreen: 'Full screen',
    edit: 'Edit',
  },
}
export type ShellWords = (typeof words)['ru']

/** Russian, unless the system speaks English. */
export const wordsFor = (locale: string): ShellWords => (/^en\b/i.test(locale) ? words.en : words.ru)
