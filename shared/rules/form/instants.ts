const DAY = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/

/** Whether a text is the date, the time or the instant that a field of this subtype writes. */
export function isInstant(subtype: string, text: string): boolean {
  if (subtype === 'date') return isDay(text)
  if (subtype === 'time') return TIME.test(text)
  const [day = '', time = '', ...more] = text.split('T')
  return more.length === 0 && isDay(day) && TIME.test(time)
}

function isDay(text: string): boolean {
  const [, year, month, day] = DAY.exec(text) ?? []
  if (!year || !month || !day) return false
  // the 31st of a short month would silently become the 1st of the next
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}
