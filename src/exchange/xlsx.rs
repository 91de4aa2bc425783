//! Workbooks: headings that stay, filters, widths, lists to choose from, pages that can be printed. Texts are written as
//! texts, so that nothing of a user ever becomes a formula.

use crate::domain::sheet::{Book, CHOICES, Cell, Column, Sheet, Tone};
use rust_xlsxwriter::{
    Color, DataValidation, Format, FormatAlign, FormatBorder, Formula, Note, Workbook, Worksheet,
    XlsxError,
};

/// A font that Japanese Excel has on Windows and macOS.
const FONT: &str = "游ゴシック";

/// Rows below the filled ones in which the lists can be chosen from.
const SPARE: u32 = 500;

/// Most characters of a list that stands in the rule itself.
const LIST: usize = 255;

/// Paper size A4 as Excel numbers it.
const A4: u8 = 9;

/// The bytes of a workbook.
pub fn write(book: &Book) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let formats = Formats::new();
    let mut lists = Lists::default();
    for sheet in &book.sheets {
        let worksheet = workbook.add_worksheet();
        fill(worksheet, sheet, &formats, &mut lists)?;
        page(worksheet, sheet, book.mark.as_deref());
    }
    if !lists.0.is_empty() {
        lists.write(workbook.add_worksheet(), &formats)?;
    }
    workbook.save_to_buffer()
}

struct Formats {
    heading: Format,
    required: Format,
    text: Format,
    plain: Format,
    date: Format,
    time: Format,
}

impl Formats {
    fn new() -> Self {
        let base = || {
            Format::new()
                .set_font_name(FONT)
                .set_align(FormatAlign::Top)
                .set_text_wrap()
        };
        let heading = || {
            base()
                .set_bold()
                .set_border_bottom(FormatBorder::Medium)
                .set_background_color(Color::RGB(0x00E8_EEF4))
        };
        Self {
            heading: heading(),
            required: heading().set_font_color(Color::RGB(0x00A0_2020)),
            text: base().set_num_format("@"),
            plain: base(),
            date: base().set_num_format("yyyy/mm/dd"),
            time: base().set_num_format("hh:mm:ss"),
        }
    }

    fn state(&self, tone: Tone) -> Format {
        let color = match tone {
            Tone::Good => 0x001F_6B2B,
            Tone::Due => 0x0092_5A00,
            Tone::Bad => 0x00A0_2020,
            Tone::Plain => return self.plain.clone(),
        };
        self.plain.clone().set_font_color(Color::RGB(color))
    }
}

/// Lists too long for a rule: each becomes a column of a sheet of its own.
#[derive(Default)]
struct Lists(Vec<(String, Vec<String>)>);

impl Lists {
    /// The formula that names the cells of a list.
    fn formula(&mut self, heading: &str, words: &[String]) -> Formula {
        let known = self.0.iter().position(|(_, list)| list == words);
        let at = known.unwrap_or(self.0.len());
        if known.is_none() {
            self.0.push((heading.to_owned(), words.to_vec()));
        }
        let column = rust_xlsxwriter::utility::column_number_to_name(number(at));
        let last = words.len() + 1;
        Formula::new(format!("='{CHOICES}'!${column}$2:${column}${last}"))
    }

    fn write(&self, sheet: &mut Worksheet, formats: &Formats) -> Result<(), XlsxError> {
        sheet.set_name(CHOICES)?;
        for (at, (heading, words)) in self.0.iter().enumerate() {
            let column = number(at);
            sheet.set_column_width(column, 24)?;
            sheet.write_string_with_format(0, column, heading, &formats.heading)?;
            for (row, word) in (1..).zip(words) {
                sheet.write_string_with_format(row, column, word, &formats.plain)?;
            }
        }
        Ok(())
    }
}

fn number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn fill(
    out: &mut Worksheet,
    sheet: &Sheet,
    formats: &Formats,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    out.set_name(&sheet.name)?;
    let rows = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX);
    for (at, column) in sheet.columns.iter().enumerate() {
        let at = number(at);
        head(out, at, column, formats)?;
        let spare = rows.saturating_add(SPARE).min(1_000_000);
        if let Some(rule) = rule(column, lists)? {
            out.add_data_validation(1, at, spare, at, &rule)?;
        }
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (at, cell) in cells.iter().enumerate() {
            let at_column = number(at);
            let is_text = sheet.columns.get(at).is_some_and(|column| column.is_text);
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) if is_text => {
                    out.write_string_with_format(row, at_column, text.as_str(), &formats.text)?
                }
                Cell::Text(text) => {
                    out.write_string_with_format(row, at_column, text.as_str(), &formats.plain)?
                }
                Cell::State(text, tone) => {
                    let format = formats.state(*tone);
                    out.write_string_with_format(row, at_column, text.as_str(), &format)?
                }
                #[expect(clippy::cast_precision_loss, reason = "no count is that large")]
                Cell::Number(n) => {
                    out.write_number_with_format(row, at_column, *n as f64, &formats.plain)?
                }
                Cell::Date(date) => {
                    out.write_datetime_with_format(row, at_column, date, &formats.date)?
                }
                Cell::Time(time) => {
                    out.write_datetime_with_format(row, at_column, time, &formats.time)?
                }
            };
        }
    }
    if let Some(last) = sheet.columns.len().checked_sub(1) {
        out.autofilter(0, 0, rows.max(1), number(last))?;
    }
    out.set_freeze_panes(1, 1)?;
    Ok(())
}

fn head(out: &mut Worksheet, at: u16, column: &Column, formats: &Formats) -> Result<(), XlsxError> {
    let format = if column.is_required {
        &formats.required
    } else {
        &formats.heading
    };
    let body = if column.is_text {
        &formats.text
    } else {
        &formats.plain
    };
    out.set_column_format(at, body)?;
    out.set_column_width(at, f64::from(column.width))?;
    out.write_string_with_format(0, at, &column.heading, format)?;
    if !column.note.is_empty() {
        let note = Note::new(&column.note).add_author_prefix(false);
        out.insert_note(0, at, &note.set_font_name(FONT))?;
    }
    if column.is_hidden {
        out.set_column_hidden(at)?;
    }
    Ok(())
}

/// The list to choose from.
fn rule(column: &Column, lists: &mut Lists) -> Result<Option<DataValidation>, XlsxError> {
    let words = &column.choices;
    if words.is_empty() {
        return Ok(None);
    }
    let length = words
        .iter()
        .map(|w| w.encode_utf16().count() + 1)
        .sum::<usize>();
    let fits = length <= LIST && words.iter().all(|word| !word.contains([',', '"']));
    let rule = if fits {
        DataValidation::new().allow_list_strings(words)?
    } else {
        DataValidation::new().allow_list_formula(lists.formula(&column.heading, words))
    };
    Ok(Some(rule.show_error_message(column.is_closed)))
}

/// A4, lying, all columns on one page, the headings on each.
fn page(out: &mut Worksheet, sheet: &Sheet, mark: Option<&str>) {
    let name = sheet.name.replace('&', "&&");
    let mark = mark.unwrap_or_default().replace('&', "&&");
    out.set_paper_size(A4)
        .set_landscape()
        .set_print_fit_to_pages(1, 0)
        .set_header(format!("&L{name}&R{mark}"))
        .set_footer("&C&P / &N");
    let _ = out.set_repeat_rows(0, 0);
}
