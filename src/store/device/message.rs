//! How bytes are put together before they are signed or hashed.

/// A label and fields as one message in which no byte can move from one field to the next: as in the headers of
/// [`crate::store::chain`], each field has its length before it, in 4 bytes, highest first.
pub(super) fn message(label: &[u8], fields: &[&[u8]]) -> Vec<u8> {
    let length = |field: &[u8]| 4 + field.len();
    let all: usize = fields.iter().map(|f| length(f)).sum();
    let mut message = Vec::with_capacity(length(label) + all);
    for field in std::iter::once(&label).chain(fields) {
        // A field of 4 GiB cannot come in: input is capped far below.
        message.extend(u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
        message.extend_from_slice(field);
    }
    message
}
