import { IconPlug } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Consumer } from '#shared/contract/consumer'
import { EmptyState } from '../../ui/EmptyState'
import { useWords } from '../../ui/words'
import classes from './ConsumerCard.module.css'
import { consumerWords } from './words'

/** Accounts and the metering points that stand under them; `children` is what else is known of them. */
export function ConsumerObjects({ consumer, children }: { consumer: Consumer; children?: ReactNode }) {
  const t = useWords(consumerWords)
  if (consumer.accounts.length === 0)
    return <EmptyState icon={<IconPlug size={28} stroke={1.5} />} title={t.noObjects} hint={t.noObjectsHint} />
  return (
    <div className={classes.page}>
      {consumer.accounts.map((account) => (
        <section key={account.id} className={classes.account}>
          <h2>
            {t.account} {account.number}
            <span>{account.supplier}</span>
          </h2>
          {account.meteringPoints.map((point) => (
            <div key={point.id} className={classes.point}>
              <p>{point.address}</p>
              <p className={classes.more}>
                <span>
                  {t.meterNumber} {t.number({ value: point.meterNumber })}
                </span>
                <span>{t.feeder({ name: point.feeder })}</span>
                <span>
                  {t.tariff}: {point.tariff}
                </span>
              </p>
            </div>
          ))}
        </section>
      ))}
      {children}
    </div>
  )
}
