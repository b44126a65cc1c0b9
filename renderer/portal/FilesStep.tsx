import type { ReactNode } from 'react'
import { useWords } from '../ui/words'
import { FilePicker, useFilePicker } from './FilePicker'
import classes from './Portal.module.css'
import type { Answers } from './useAnswers'
import { portalWords } from './words'

type Props = { answers: Answers; heading: ReactNode; back: ReactNode; onNext: () => void }

/** Photos and documents, sent as they are chosen. */
export function FilesStep({ answers: { draft, change, addFile }, heading, back, onNext }: Props) {
  const t = useWords(portalWords)
  const picker = useFilePicker({
    files: draft.files,
    onAdd: addFile,
    onRemove: (file) => change({ files: draft.files.filter((each) => each.id !== file.id) }),
  })
  return (
    <section className={classes.screen}>
      {heading}
      <p className={classes.hint}>{t.files.hint}</p>
      <FilePicker picker={picker} />
      <div className={classes.buttons}>
        <button type="button" className="primary" onClick={() => (picker.isWaiting ? picker.askToWait() : onNext())}>
          {picker.hasFiles ? t.next : t.skip}
        </button>
        {back}
      </div>
    </section>
  )
}
