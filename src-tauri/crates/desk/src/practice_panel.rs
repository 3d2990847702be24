//! Steering this desk's own practice network: access, outages, faults, the clock,
//! the points X leaves open, and states kept to go back to. The network is called
//! in this process; one that was connected by its address is not steered here.
//!
//! A process that only reads does not have the practice network open, so every
//! command here is refused there.

use crate::api::{
    Nothing, PracticeAccess, PracticeAccessSet, PracticeClockMove, PracticeFault, PracticeFired,
    PracticeOutageSet, PracticePanel, PracticePermission, PracticePermissionSet, PracticeReadLag,
    PracticeSwitchSet, PracticeVerification, PracticeVerificationSet,
};
use crate::{Desk, ErrorCode, practice_kept, practice_switches};
use practice::{
    AccessLevel, Closed, Fault, FaultKind, Fired, Outage, PersonaAccess, Practice, PracticeError,
    Route, Verification,
};
use serde_json::Value;

/// How late an answer comes that is delayed, in milliseconds.
const DELAY_MS: u64 = 5_000;

/// How long a hidden message stays out of reads, in milliseconds.
const HIDDEN_MS: u64 = 60_000;

/// As many faults that happened are shown.
const FIRED_SHOWN: usize = 50;

/// The clock moves at most this far at once: a year.
const FARTHEST_MS: i64 = 366 * 24 * 60 * 60 * 1000;

/// The longest read lag, in seconds.
const LONGEST_LAG_S: u32 = 3600;

impl Desk {
    /// The practice network of this desk, where this process owns it.
    pub(crate) async fn practising(&self) -> Result<Practice, ErrorCode> {
        self.must_own()?;
        Ok(self.inner.practice.open().await?.network)
    }

    /// What the practice network is like now.
    pub async fn practice_show(&self, _: Nothing) -> Result<PracticePanel, ErrorCode> {
        let network = self.practising().await?;
        let standing = network.standing().map_err(trouble)?;
        let brand = standing.brands.first().ok_or(ErrorCode::Unexpected)?;
        let fired = network.fired().into_iter().rev().take(FIRED_SHOWN);
        Ok(PracticePanel {
            now: standing.clock.now_ms,
            ahead: standing.clock.ahead_ms,
            brand_name: brand.name.clone(),
            brand_picture: address(&brand.avatar),
            customers: self.practice_people(&network)?,
            access: access_of(standing.switches.persona_access),
            verification: verification_of(standing.verification),
            permission: permission_of(network.permission()),
            outage: standing.outage.map(|outage| name_of(outage.kind)),
            read_lag: standing.read_lag_ms / 1000,
            faults: standing.faults.into_iter().map(fault_of).collect(),
            fired: fired.map(fired_of).collect(),
            routes: Route::ALL
                .iter()
                .map(|route| route.name().to_owned())
                .collect(),
            switches: practice_switches::all(standing.switches)?,
            kept: practice_kept::names(self.folder())?,
        })
    }

    /// Lets the brand use personas, or refuses it as X might.
    pub async fn practice_access(&self, request: PracticeAccessSet) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        network.set_access(match request.access {
            PracticeAccess::Open => PersonaAccess::Open,
            PracticeAccess::Code220 => PersonaAccess::Closed(Closed::Code220),
            PracticeAccess::Code87 => PersonaAccess::Closed(Closed::Code87),
            PracticeAccess::Code93 => PersonaAccess::Closed(Closed::Code93),
            PracticeAccess::Code453 => PersonaAccess::Closed(Closed::Code453),
            PracticeAccess::Code34 => PersonaAccess::Closed(Closed::Code34),
        });
        Ok(Nothing {})
    }

    /// Marks the brand, or takes its mark away.
    pub async fn practice_verification(
        &self,
        request: PracticeVerificationSet,
    ) -> Result<Nothing, ErrorCode> {
        let mark = match request.verification {
            PracticeVerification::None => Verification::None,
            PracticeVerification::Blue => Verification::Blue,
            PracticeVerification::Business => Verification::Business,
            PracticeVerification::Government => Verification::Government,
        };
        self.practising()
            .await?
            .set_verification(mark)
            .map_err(trouble)?;
        Ok(Nothing {})
    }

    /// Sets what the app may do for those who sign in from now on.
    pub async fn practice_permission(
        &self,
        request: PracticePermissionSet,
    ) -> Result<Nothing, ErrorCode> {
        let level = match request.permission {
            PracticePermission::Read => AccessLevel::Read,
            PracticePermission::ReadWrite => AccessLevel::ReadWrite,
            PracticePermission::ReadWriteMessages => AccessLevel::DirectMessages,
        };
        self.practising()
            .await?
            .set_permission(level)
            .map_err(trouble)?;
        Ok(Nothing {})
    }

    /// Begins an outage of all calls in place of the one that lasts, or ends it.
    pub async fn practice_outage(&self, request: PracticeOutageSet) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        let outage = request.outage.map(|name| {
            let kind = kind_named(&name)?;
            Ok::<_, ErrorCode>(Outage { route: None, kind })
        });
        network.set_outage(outage.transpose()?);
        Ok(Nothing {})
    }

    /// Lets one call go wrong, once.
    pub async fn practice_fault(&self, request: PracticeFault) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        let route = Route::ALL
            .iter()
            .find(|route| route.name() == request.route);
        network.inject(Fault {
            route: *route.ok_or_else(|| unknown(&request.route))?,
            nth: request.nth.max(1),
            times: 1,
            kind: kind_named(&request.kind)?,
        });
        Ok(Nothing {})
    }

    /// Sets how long a stored message stays out of reads.
    pub async fn practice_read_lag(&self, request: PracticeReadLag) -> Result<Nothing, ErrorCode> {
        let seconds = request.seconds.min(LONGEST_LAG_S);
        self.practising()
            .await?
            .set_read_lag(seconds.saturating_mul(1000));
        Ok(Nothing {})
    }

    /// Moves the network's clock forward.
    pub async fn practice_clock(&self, request: PracticeClockMove) -> Result<Nothing, ErrorCode> {
        let by = request.by.min(FARTHEST_MS);
        self.practising().await?.forward(by).map_err(trouble)?;
        Ok(Nothing {})
    }

    /// Sets one of the points that X leaves open.
    pub async fn practice_switch(&self, request: PracticeSwitchSet) -> Result<Nothing, ErrorCode> {
        let network = self.practising().await?;
        let PracticeSwitchSet { name, position } = request;
        network.set_switches(practice_switches::with(
            network.switches(),
            &name,
            &position,
        )?);
        Ok(Nothing {})
    }
}

/// Why the network did not do it, for the page.
pub(crate) fn trouble(error: PracticeError) -> ErrorCode {
    match error {
        PracticeError::UnknownCustomer(customer) => ErrorCode::UnknownCustomer { customer },
        PracticeError::NothingWritten => ErrorCode::TextEmpty,
        other => ErrorCode::PracticeTrouble {
            detail: other.to_string(),
        },
    }
}

pub(crate) fn unknown(name: &str) -> ErrorCode {
    ErrorCode::PracticeTrouble {
        detail: name.to_owned(),
    }
}

/// The page's address of a picture that the practice network serves.
pub(crate) fn address(path: &str) -> String {
    format!("practice/{}", path.trim_start_matches('/'))
}

fn kind_named(name: &str) -> Result<FaultKind, ErrorCode> {
    match name {
        "delay" => Ok(FaultKind::Delay(DELAY_MS)),
        "hide_for" => Ok(FaultKind::HideFor(HIDDEN_MS)),
        other => serde_json::from_value(Value::from(other)).map_err(|_| unknown(other)),
    }
}

/// The name of a kind in JSON, without its number.
fn name_of(kind: FaultKind) -> String {
    match serde_json::to_value(kind) {
        Ok(Value::String(name)) => name,
        Ok(Value::Object(fields)) => fields.keys().next().cloned().unwrap_or_default(),
        Ok(_) | Err(_) => String::new(),
    }
}

fn fault_of(fault: Fault) -> PracticeFault {
    PracticeFault {
        route: fault.route.name().to_owned(),
        nth: fault.nth,
        kind: name_of(fault.kind),
    }
}

fn fired_of(Fired { fault, at_ms }: Fired) -> PracticeFired {
    PracticeFired {
        route: fault.route.name().to_owned(),
        kind: name_of(fault.kind),
        at: at_ms,
    }
}

fn access_of(access: PersonaAccess) -> PracticeAccess {
    match access {
        PersonaAccess::Open => PracticeAccess::Open,
        PersonaAccess::Closed(Closed::Code220) => PracticeAccess::Code220,
        PersonaAccess::Closed(Closed::Code87) => PracticeAccess::Code87,
        PersonaAccess::Closed(Closed::Code93) => PracticeAccess::Code93,
        PersonaAccess::Closed(Closed::Code453) => PracticeAccess::Code453,
        PersonaAccess::Closed(Closed::Code34) => PracticeAccess::Code34,
    }
}

fn verification_of(mark: Verification) -> PracticeVerification {
    match mark {
        Verification::None => PracticeVerification::None,
        Verification::Blue => PracticeVerification::Blue,
        Verification::Business => PracticeVerification::Business,
        Verification::Government => PracticeVerification::Government,
    }
}

fn permission_of(level: AccessLevel) -> PracticePermission {
    match level {
        AccessLevel::Read => PracticePermission::Read,
        AccessLevel::ReadWrite => PracticePermission::ReadWrite,
        AccessLevel::DirectMessages => PracticePermission::ReadWriteMessages,
    }
}
