# Bundles (the record for other laptops)
bundle-none = This is no bundle. See whether it was made by enishi bundle export.
bundle-newer = This bundle was made by a newer version of Enishi. Update Enishi.
bundle-cut = The bundle is cut short. See whether copying has ended, and fetch it again. Nothing was taken in.
bundle-large = The bundle is too large (1 GB at most). Make one for each session with --session.
bundle-changed = The bundle was changed on the way (the signature of the laptop that made it does not hold). Fetch it again. Nothing was taken in.
bundle-not-for-us = This laptop cannot open the bundle. Ask whoever made it to accept this laptop by its fingerprint (enishi device) and to make it again.
bundle-made = wrote { $count } operations to { $path }; only the laptops of { $to } can open it
bundle-made-open = wrote { $count } operations to { $path }; it is not closed: whoever has the file can read it
bundle-for-nobody = there is no laptop yet to give it to
bundle-for-nobody-how = accept each other first: exchange files of enishi bundle introduce -o FILE, take them in, ask for the fingerprint on the telephone, and enishi device accept
bundle-no-device = no accepted laptop is called { $name }
bundle-no-device-how = see the name or fingerprint in enishi device list
bundle-several = several laptops are called { $name }
bundle-several-how = say which by its fingerprint
bundle-introduced = wrote { $path }, which introduces this laptop (without any record). Give it to your colleague, and read out the fingerprint { $fingerprint } on the telephone
bundle-from = this bundle is of { $name }
bundle-from-unknown = this file is of a laptop that is not accepted yet, { $fingerprint } (whoever made it is called { $name } there). Compare the fingerprint on the telephone; if it is the same: enishi device accept { $fingerprint }
