//! How much memory a program and all it started hold: the sum of their
//! proportional set sizes, as Linux counts them (`/proc/PID/smaps_rollup`).

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// The processes that `parent` started, and theirs, itself first.
pub fn family(parent: u32) -> Vec<u32> {
    let mut found = vec![parent];
    let mut next = 0;
    while let Some(&of) = found.get(next) {
        next += 1;
        let tasks = fs::read_dir(format!("/proc/{of}/task"));
        for task in tasks.into_iter().flatten().flatten() {
            let children = fs::read_to_string(task.path().join("children"));
            let children = children.unwrap_or_default();
            found.extend(
                children
                    .split_whitespace()
                    .filter_map(|id| id.parse::<u32>().ok()),
            );
        }
    }
    found
}

/// Is any of these processes still there?
pub fn alive(processes: &[u32]) -> bool {
    processes
        .iter()
        .any(|id| Path::new(&format!("/proc/{id}")).exists())
}

/// The proportional set size of processes together, in megabytes of 1,024 KiB.
///
/// # Errors
/// Where Linux does not tell, as for somebody else's processes.
pub fn held_mb(processes: &[u32]) -> Result<f64> {
    let kib: u32 = processes.iter().map(|id| of_one(*id)).sum::<Result<_>>()?;
    Ok(f64::from(kib) / 1024.0)
}

/// In KiB.
fn of_one(process: u32) -> Result<u32> {
    let place = format!("/proc/{process}/smaps_rollup");
    let text = fs::read_to_string(&place).with_context(|| format!("{place} cannot be read"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .with_context(|| format!("{place} tells no Pss"))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::{alive, family, held_mb};

    #[test]
    fn a_program_and_its_children_are_counted_until_they_end() {
        let mut child = std::process::Command::new("sleep")
            .arg("60")
            .spawn()
            .unwrap();
        let family = family(std::process::id());
        assert!(family.contains(&child.id()));
        assert!(held_mb(&[child.id()]).unwrap() > 0.0);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(!alive(&[child.id()]));
    }
}
