import { IconPhone } from '@tabler/icons-react'
import type { ConsumerId } from '#shared/contract/ids'
import { formatPhone } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './ClickToCall.module.css'
import { useDial } from './useDial'
import { callWords } from './words'

type Props = { phone: string; consumerId?: ConsumerId | undefined }

/** A number that can be called; where there is no softphone it is just a number. */
export function ClickToCall({ phone, consumerId }: Props) {
  const t = useWords(callWords)
  const { hasPhone, isReady, dial } = useDial()
  const text = formatPhone(phone)
  if (!hasPhone) return <span className={classes.plain}>{text}</span>
  return (
    <button
      type="button"
      className={classes.phone}
      aria-label={t.dialTo({ phone: text })}
      title={t.dialTo({ phone: text })}
      aria-disabled={!isReady}
      onClick={() => isReady && dial(consumerId ? { phone, consumerId } : { phone })}
    >
      <IconPhone size={15} stroke={1.7} aria-hidden />
      {text}
    </button>
  )
}
