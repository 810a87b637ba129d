"""The screens of an office: its people, its profile, its trail. A view finds, makes one domain call, answers."""
