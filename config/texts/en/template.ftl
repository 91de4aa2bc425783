## template: comments of the template of a session file
template-head =
    The template of a session file. Replace the rows marked （例）.
    Take away the # before a line to use it; lines that are not needed can stay.
    Check it with: enishi check FILE, and open it with: enishi open FILE
template-session = The session (exactly one)
template-organisations = Organisations: hospitals, companies, support bodies. Copy from [[organisations]] on for each further one.
template-attendees = Attendees. org is the id of an organisation.
template-needs = Needs. hospital is the id of a hospital. Until it is settled that a need may be public, disclosure stays 非公開.
template-patents = Related patents. Where there are none, delete everything below.
template-optional = May be left out:
template-slots = Slots of meetings. Without them the session is cut by its minutes.
template-tables = Tables. Without them the number of tables of the session counts.
## workbook: what the columns of a workbook take
workbook-required = Mandatory. { $kind }
workbook-id = Letters, digits and - _ . only.
workbook-texts = Several are parted by 、 or by lines.
workbook-date = A date such as 2026/11/20.
workbook-time = A time such as 13:30.
workbook-count = A whole number.
