import { Button, TextInput } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import classes from './Enclosed.module.css'

type Words = { add: string; name: string; nameMissing: string; create: string; cancel: string }
type Props = { words: Words; onMade: (name: string) => void }

/** A name, and there is a new one to work on. */
export function NewEnclosure({ words, onMade }: Props) {
  const [name, setName] = useState<string | null>(null)
  const [isChecked, setChecked] = useState(false)
  if (name === null)
    return (
      <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setName('')}>
        {words.add}
      </Button>
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (name.trim() === '') return
    setName(null)
    onMade(name.trim())
  }
  return (
    <form className={classes.fresh} onSubmit={submit} noValidate>
      <TextInput
        label={words.name}
        autoFocus
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={isChecked && name.trim() === '' ? words.nameMissing : undefined}
      />
      <div className={classes.buttons}>
        <Button type="submit">{words.create}</Button>
        <Button variant="subtle" color="gray" onClick={() => setName(null)}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}
