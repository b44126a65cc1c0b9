/** Saves text or an image under a name. */
export function saveFile(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Colours of the theme are variables, which no other program knows: a picture is always in those of the light theme. */
export function inPlainColours(svg: string): string {
  const light = document.createElement('div')
  light.dataset.mantineColorScheme = 'light'
  document.body.append(light)
  const style = getComputedStyle(light)
  const plain = svg.replace(/var\((--[\w-]+)\)/g, (_, name: string) =>
    name === '--diagram-stroke' ? style.getPropertyValue('--dim') : style.getPropertyValue(name) || '#000',
  )
  light.remove()
  return plain
}

const PIXEL_RATIO = 2

/** The drawing as a PNG on white, twice as sharp as on the screen. */
export async function toPng(svg: string): Promise<Blob> {
  const image = new Image()
  const url = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * PIXEL_RATIO
    canvas.height = image.naturalHeight * PIXEL_RATIO
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('the browser gives no canvas')
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, canvas.width, canvas.height)
    pen.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
    )
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Only the drawing goes to the printer, as wide as the sheet. */
export function printDrawing(svg: string): void {
  const sheet = document.createElement('div')
  sheet.className = 'okno-print'
  sheet.append(new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement)
  document.body.append(sheet)
  document.body.classList.add('okno-printing')
  window.addEventListener(
    'afterprint',
    () => {
      document.body.classList.remove('okno-printing')
      sheet.remove()
    },
    { once: true },
  )
  window.print()
}
