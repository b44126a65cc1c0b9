import { notifications } from '@mantine/notifications'
import { createElement, useState } from 'react'
import type { ProcessKey } from '#shared/contract/process'
import { wordsNow } from '../../ui/words'
import type { Drawing } from './drawing/drawing'
import { inPlainColours, printDrawing, saveFile, toPng } from './drawing/exportFile'
import { ImportRefused, importFile } from './drawing/importFile'
import { UndoNotice } from './UndoNotice'
import { processWords } from './words'

/** A drawing as a file, a picture, on paper; and a file as a drawing. */
export function useFiles(key: ProcessKey, drawing: Drawing, onReplaced: () => void) {
  const [isBusy, setBusy] = useState(false)
  const run = (work: () => Promise<void>) => {
    setBusy(true)
    work()
      .catch(tellProblem)
      .finally(() => setBusy(false))
  }
  const picture = async () => inPlainColours(await drawing.svg())
  const replace = async (xml: string) => {
    await drawing.open(xml)
    onReplaced()
  }
  const load = async (file: File) => {
    const t = wordsNow(processWords)
    const { xml, isLaidOut } = await importFile(await file.text(), key)
    const former = await drawing.xml()
    await replace(xml)
    notifications.show({
      id: `imported.${key}`,
      autoClose: 15_000,
      message: createElement(UndoNotice, {
        text: isLaidOut ? t.importedLaidOut : t.imported,
        action: t.previous,
        onUndo: () => {
          notifications.hide(`imported.${key}`)
          run(() => replace(former))
        },
      }),
    })
  }
  const bpmn = async () => saveFile(`${key}.bpmn`, new Blob([await drawing.xml()], { type: 'application/bpmn+xml' }))
  return {
    isBusy,
    load: (file: File) => run(() => load(file)),
    bpmn: () => run(bpmn),
    svg: () => run(async () => saveFile(`${key}.svg`, new Blob([await picture()], { type: 'image/svg+xml' }))),
    png: () => run(async () => saveFile(`${key}.png`, await toPng(await picture()))),
    print: () => run(async () => printDrawing(await picture())),
  }
}
export type Files = ReturnType<typeof useFiles>

function tellProblem(error: unknown) {
  const t = wordsNow(processWords)
  const message = error instanceof ImportRefused ? t.importProblems[error.problem] : t.drawingFailed
  notifications.show({ color: 'bad', message, autoClose: 10_000 })
}
