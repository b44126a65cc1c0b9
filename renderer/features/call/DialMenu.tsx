import { ActionIcon, Button, Popover, TextInput } from '@mantine/core'
import { IconPhone } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../ui/hotkeys'
import { useWords } from '../../ui/words'
import classes from './CallStrip.module.css'
import { useDial } from './useDial'
import { callWords } from './words'

/** Calls a number that stands nowhere on the screen. */
export function DialMenu() {
  const t = useWords(callWords)
  const [isOpen, setOpen] = useState(false)
  const [phone, setPhone] = useState('')
  const { isReady, dial } = useDial()
  useAction(t.dial, () => setOpen(true))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!phone.trim()) return
    dial({ phone }, () => {
      setOpen(false)
      setPhone('')
    })
  }
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      shadow="md"
      trapFocus
      returnFocus
      transitionProps={{ duration: 80 }}
    >
      <Popover.Target>
        <ActionIcon size={34} aria-label={t.dial} title={t.dial} onClick={() => setOpen(!isOpen)}>
          <IconPhone size={19} stroke={1.7} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t.dial}>
        <form className={classes.dial} onSubmit={submit}>
          <TextInput
            label={t.number}
            placeholder={t.numberHint}
            type="tel"
            autoComplete="off"
            maxLength={40}
            data-autofocus
            value={phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <Button type="submit" disabled={!isReady || phone.trim() === ''} leftSection={<IconPhone size={17} />}>
            {t.call}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
