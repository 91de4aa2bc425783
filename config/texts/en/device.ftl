## device: the keys of this laptop
device-random = The system gives no random numbers, so the keys of this device cannot be made ({ $detail }). Restart the computer and try again.
device-not-regular = The key file of this device is not a regular file ({ $path }, a link or a device). Put the file itself there. No new keys were made.
device-unreadable = The keys of this device cannot be read ({ $path }: { $detail }). Check the place and its permissions. No new keys were made.
device-damaged = The key file of this device is damaged ({ $path }). Put a copy back if there is one. If not, rename the file and try again: new keys are made then, and colleagues have to accept them by their fingerprint.
device-newer = The keys of this device were made by a newer version of Enishi ({ $path }). Update Enishi.
device-cannot-make = The keys of this device cannot be saved ({ $path }: { $detail }). Check the permissions of the folder and the free space.
device-not-for-us = What was sealed cannot be opened: it is for another device, or was changed on the way. Ask the sender to send it again for the fingerprint of this device.
