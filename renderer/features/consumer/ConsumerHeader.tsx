import { IconMapPin } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Consumer } from '#shared/contract/consumer'
import { formatPhone } from '../../ui/format'
import { useWords } from '../../ui/words'
import classes from './ConsumerHeader.module.css'
import { consumerWords } from './words'

type Props = {
  consumer: Consumer
  /** Calls the number; absent where there is no softphone. */
  onDial?: ((phone: string) => void) | undefined
  children?: ReactNode
}

/** The first thing seen of a consumer: who, where, by which account and phone. */
export function ConsumerHeader({ consumer, onDial, children }: Props) {
  const t = useWords(consumerWords)
  const account = consumer.accounts[0]
  const meter = account?.meteringPoints[0]?.meterNumber
  const number = consumer.accountNumber ?? account?.number
  return (
    <header className={classes.header}>
      <h1 className={classes.name}>
        <span className={classes.text}>{consumer.name}</span>
        <span className={classes.tag}>{t.kinds[consumer.kind]}</span>
        {consumer.flags.map((flag) => (
          <span key={flag} className={classes.tag} data-tone={flag === 'conflict' ? 'bad' : 'warn'}>
            {t.flags[flag]}
          </span>
        ))}
      </h1>
      <div className={classes.facts}>
        {consumer.address && (
          <span className={classes.address} title={consumer.address}>
            <IconMapPin size={15} aria-hidden /> <b>{consumer.address}</b>
          </span>
        )}
        {number && (
          <span>
            {t.account} <b>{number}</b>
          </span>
        )}
        {consumer.phone && <Phone phone={consumer.phone} onDial={onDial} label={t.dial} />}
        {meter && (
          <span className={classes.meter}>
            {t.meter} <b>{t.number({ value: meter })}</b>
          </span>
        )}
        {consumer.accounts.length > 1 && <span>{t.moreAccounts(consumer.accounts.length - 1)}</span>}
      </div>
      {children}
    </header>
  )
}

type PhoneProps = { phone: string; onDial: Props['onDial']; label: (params: { phone: string }) => string }
function Phone({ phone, onDial, label }: PhoneProps) {
  const text = formatPhone(phone)
  if (!onDial) return <b>{text}</b>
  return (
    <button type="button" className={classes.phone} aria-label={label({ phone: text })} onClick={() => onDial(phone)}>
      {text}
    </button>
  )
}
