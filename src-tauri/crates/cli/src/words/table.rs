//! Columns that stand under each other, whatever script is in them.

use super::one_line;
use std::fmt;
use unicode_width::UnicodeWidthStr;

/// Rows of `N` cells under a head.
pub struct Table<const N: usize> {
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    /// A table with this head and rows.
    pub fn new(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> Self {
        let head = head.map(str::to_owned);
        let calm = |row: [String; N]| row.map(|cell| one_line(&cell));
        Self {
            rows: std::iter::once(head)
                .chain(rows.into_iter().map(calm))
                .collect(),
        }
    }
}

impl<const N: usize> fmt::Display for Table<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut widths = [0; N];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.width().max(*width);
            }
        }
        for row in &self.rows {
            let mut line = String::new();
            for (width, cell) in widths.iter().zip(row) {
                line.push_str(cell);
                line.push_str(&" ".repeat(width.saturating_sub(cell.width()).saturating_add(2)));
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn columns_stand_under_each_other() {
        let rows = [
            ["田中".to_owned(), "1".to_owned()],
            ["Ana".into(), "2".into()],
        ];
        let table = Table::new(["NAME", "N"], rows);
        assert_eq!(table.to_string(), "NAME  N\n田中  1\nAna   2\n");
    }
}
