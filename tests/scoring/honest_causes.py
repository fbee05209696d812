"""How people tell the causes of the bundled forms, each in words of their own."""

from __future__ import annotations

HONEST = {
    ("db-failover", "pool-misconfig"): """
        a settings change of ours that left our servers with too few connections
        a feature flag that throttled our application servers
        a configuration rollout at 14:00 UTC
        a connection pool that was set far too small
        an exhausted connection pool
        too few database connections after one of our rollouts
        half-open sessions that filled our primary database
        a wrong pool size
        starved application servers
        a parameter that we had set too low
        a change at 14:00 UTC that we should have tested under load
        a shortage of sockets between our servers and the database
        congestion at our main database
        our own mistake in tuning the number of connections
        an operational slip on our side
        a misjudged limit
        thread starvation in our web tier after a toggle was flipped
        clogged database sessions
        saturation of our storage layer after an ill-chosen setting
        a tiny number in a rollout
        our application tier running out of database handles
        an overly strict cap on connections
        a human slip during a routine rollout
        the pool being squeezed by a flag
    """,
    ("db-failover", "runaway-report"): """
        a monthly report of ours that ran without a limit
        a runaway report
        a heavy query against our main database
        a scheduled job that locked our order tables
        an unlimited query that filled the disk of our database
        temporary files that used up all disk space
        a reporting job that hogged the database
        locks held by a report
        a new analysis that we ran during office hours
        a full disk at our primary
        a batch job that got out of hand
        a statistics query that blocked everybody else's saves
        our own month-end statistics
        a greedy query
        an internal evaluation that was never limited
        a lack of free disk space
        blocked tables
        a piece of internal reporting that nobody had tested at full size
        contention in our database
        a report that ate all the space
    """,
    ("db-failover", "dropped-index"): """
        a missing index in our database
        a clean-up job that removed an index
        the removal of a database index
        an index that we had dropped by mistake
        slow table scans
        a housekeeping job that went too far
        an overeager tidy-up of our order tables
        every save reading the whole table
        a deleted lookup structure in our database
        a maintenance script that deleted more than it should have
        our database having to search the whole table
        a tidying job of ours
        a clean-up in our database
        the loss of an index
        an automatic purge that we had configured too broadly
        a faulty clean-up
        full scans of the order table
        a dropped key of our order tables
        a database left without one of its indexes
        a scheduled clean-up
    """,
    ("credential-leak", "printed-tokens"): """
        a fault of ours that made tokens readable to people outside our company
        tokens that were printed into a build log
        a deployment script that wrote secrets to a log
        access keys that were exposed by our build
        credentials that ended up in a log file
        a careless log line
        service tokens that partners could read
        stolen tokens
        misuse of access tokens
        a slip in our deployment
        somebody who reused copied tokens
        secrets in a place where they do not belong
        an exposure of service credentials
        a build record that was open to partners
        our own build system printing what it should hide
        a weakness in how we build and ship
        a leak of tokens on our side
        logs that held more than they should
    """,
    ("credential-leak", "copied-session"): """
        a weakness in how our own staff signed in
        a forged sign-in page
        a phishing page that one of our support people used
        a copied session of a support account
        a stolen support session
        somebody using a support account of ours
        a hijacked session
        a fake login page
        deceived support staff
        a support account that was taken over
        an imitation of our sign-in
        social engineering against our support desk
        a support login in the wrong hands
        missing hardware keys for support staff
        misuse of an internal account
        a trick played on our support
        impersonation of one of our support people
        a counterfeit page
    """,
    ("credential-leak", "partner-bridge"): """
        an access that we had given to a partner and that was copied there
        a key copied at a partner
        a stolen partner key
        an unguarded machine at a partner
        a partner bridge that was misused
        misuse of a connection that belongs to a partner
        a copied access key
        an insecure computer at one of our partners
        a third party's key in the wrong hands
        the bridge to a partner
        weak protection of a key outside our company
        a compromised integration
        somebody who used a partner's key
        a leak at a partner
        a theft of credentials at a partner
        an unprotected workstation at our partner's office
        our trust in a partner's key
        an integration key
    """,
    ("integration-failure", "page-marker"): """
        a release of our connector
        an overflow in our connector
        a page marker that overflows after 40,000 postings
        a counter that was too small for a large night
        a bug in how we page through postings
        a field that is too small
        a pagination fault in the release of Friday
        the size of month-end
        a defect in our new connector
        a marker that ran over
        an integer overflow
        our export starting over again and again
        a volume that our release could not handle
        a software fault in the nightly job
        a programming error on our side
        a job that aborts above 40,000 rows
        a column that cannot hold the number of postings of a large night
        insufficient testing with large files
    """,
    ("integration-failure", "lapsed-certificate"): """
        a certificate of ours that expired
        a lapsed certificate
        an expired certificate of our connector
        a certificate that we had not renewed
        our failure to renew a certificate in time
        an identity document of our connector that ran out on 1 November
        a missed renewal
        retries that blocked your ledger
        an outdated credential
        the expiry of a certificate
        a forgotten renewal on our side
        an invalid certificate
        a date that we overlooked
        TLS credentials that ran out
        our connector no longer being recognised by the ledger
        a validity that ended on Sunday
    """,
    ("integration-failure", "new-cost-centres"): """
        our mapping that still held your old cost centres
        old cost centres in our mapping
        renumbered cost centres
        an outdated mapping
        your new cost centres that we had not entered
        a change of numbers that we had missed
        an announcement that did not reach our engineers
        stale master data on our side
        a mapping table that nobody updated
        a missed message in October
        a mismatch of cost centres
        numbers that your ledger no longer knows
        an oversight in our customer success team
        our not passing on your announcement
        account codes that were out of date
        reference data that was not kept up to date
    """,
    ("billing-defect", "double-tax"): """
        a new tax rule of ours, which added tax to prices that include it
        tax that was added twice
        a rule that taxes gross prices
        a fault in our tax rule
        our new rule for tax
        double taxation of inclusive prices
        an error in our billing rules
        a calculation that did not look at the contract
        VAT on top of prices that include VAT
        a change to our billing on Monday
        a wrong rule
        an ill-tested rule
        our invoicing treating gross prices as net
        contracts whose price includes tax
        our October run
        a flaw in how we compute tax
    """,
    ("billing-defect", "old-rate-card"): """
        a load of our rate card that stopped halfway
        old rates
        last year's rates
        an incomplete import of our price list
        a rate card that was only half loaded
        stale prices
        amendments that were left out
        a load that ended without an error
        an outdated price list
        prices of last year
        an import of rates that broke off
        contract amendments that our billing did not know
        a loading fault on 26 October
        half-loaded data
        our price data being out of date
        a tariff table that was not complete
    """,
    ("billing-defect", "usage-twice"): """
        a job of ours that added up the usage of customers with sites in two regions twice
        double counted usage
        usage that was counted in two regions
        readings that were counted in both regions
        a fault in how we add up usage
        meter readings counted two times
        a counting error
        duplicated readings
        a summation that ignores borders
        an aggregation job
        usage near the border of two regions
        our usage job
        doubled consumption figures
        a bug in our metering
        customers with sites on both sides
        an aggregation that counted everything twice
    """,
    ("data-corruption", "double-conversion"): """
        a migration of ours that converted quantities a second time
        a conversion that ran twice
        a migration from packs to pieces
        quantities that were multiplied twice
        a repeated conversion
        a trial run that we had not undone
        a data migration
        a script that multiplied quantities by the pack size again
        an unfinished clean-up after a trial
        pieces and packs being mixed up
        our conversion of units
        a second pass over items that were done already
        a change of units
        a job that did its work twice
        an arithmetic error in a bulk update
        items that had been converted in a trial
    """,
    ("data-corruption", "double-import"): """
        a release of our booking importer, which took messages twice
        messages that were imported twice
        double bookings
        an importer that restarted and read its queue again
        bookings that were processed two times
        a restart of our importer
        a fault in how our importer confirms messages
        duplicate messages
        receipts that were booked twice
        a new release of an import service
        goods movements that were booked a second time
        the order of storing and confirming
        missing protection against repeats
        a queue that was replayed
        replayed messages
        an importer without a memory
    """,
    ("data-corruption", "stale-copy"): """
        a catalogue synchronisation of ours that read a copy three weeks old
        an old copy of the catalogue
        stale catalogue data
        a sync that overwrote newer values
        an outdated copy
        a synchronisation that read the wrong source
        old pack sizes that overwrote newer ones
        a copy of 30 April
        a job that wrote back data of three weeks ago
        an overwrite of reorder points
        our nightly synchronisation
        out-of-date master data
        a snapshot that was three weeks old
        a sync with a stale snapshot
        reading from a replica that was not refreshed
        an ageing snapshot of item data
    """,
    ("third-party-outage", "card-provider"): """
        our payment provider declining most payments
        declined card payments at our supplier
        a change at the payment provider of our first route
        a provider that dropped payments
        our first card route
        our checkout having no automatic switch to the second route
        a fault at our card provider
        a supplier of ours, and our missing switch
        our dependence on one payment route
        an outage of the company that handles our card payments
        an acquirer that turned most cards down
        the lack of a fallback
        our reliance on a single processor
        a missing failover in our checkout
        a partner that processes cards
        a checkout that waited for answers
    """,
    ("third-party-outage", "zone-power"): """
        a power loss in the eastern zone of our hosting supplier
        our hosting supplier losing power in one zone
        a power failure at our supplier
        our database standing in one zone only
        an outage of the eastern zone
        the loss of a zone
        a switch-over that had to be done by hand
        a dark data hall at our supplier
        electricity failing at our hosting supplier
        our writing database in the eastern zone
        a data centre without power
        our not having an automatic switch
        a blackout at our supplier
        machines that lost power
        a zone that went dark
        a supplier's power problem
    """,
    ("third-party-outage", "mail-provider"): """
        our mail provider accepting messages without delivering them
        newsletters that stood before confirmations in our queue
        a mail provider that did not deliver
        a queue that mixed newsletters with confirmations
        our mail supplier
        undelivered mail
        a delay at our first sender
        one queue for everything
        a backlog at our e-mail service
        messages stuck at a supplier
        bulk mail that blocked the queue
        the company that sends our mail
        a single queue on our side
        a provider that accepted and did not deliver
        e-mail that got stuck
        a newsletter ahead of your confirmations
    """,
}
"""By scenario and form, one cause a line."""
