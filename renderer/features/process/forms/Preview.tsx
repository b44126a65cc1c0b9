import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import type { FormSchema } from '#shared/contract/form'
import { useWords } from '../../../ui/words'
import { FormFields, type FormHandle } from '../../form/FormFields'
import classes from './Forms.module.css'
import { formsWords } from './words'

const NOTHING = {}

/** The form as the person at the step will see it; nothing that is typed goes anywhere. */
export function Preview({ schema }: { schema: FormSchema }) {
  const t = useWords(formsWords)
  const handle = useRef<FormHandle>(null)
  const [fits, setFits] = useState(false)
  return (
    <div className={classes.preview}>
      <p className={classes.hint}>{t.previewHint}</p>
      <div className={classes.sheet}>
        <FormFields
          schema={schema}
          initial={NOTHING}
          handle={handle}
          onChange={() => setFits(false)}
          onSubmit={() => setFits(true)}
        />
      </div>
      <Button variant="default" onClick={() => setFits(handle.current?.submit() !== null)}>
        {t.check}
      </Button>
      <p role="status" className={classes.hint}>
        {fits ? t.fits : ''}
      </p>
    </div>
  )
}
