//! Characters who write English.

use super::{Script, opens, says, shows, urges};

pub(super) const POLITE: Script = Script {
    people: &[
        (
            "grace_okafor",
            "Grace Okafor",
            "Choir on Tuesdays, hills on Sundays.",
        ),
        ("tom_ashby", "Tom Ashby", "Retired postman. Still walking."),
        ("lucia_ferri", "Lucia Ferri", "Tea, maps, patience."),
    ],
    opening: &[
        opens(
            0,
            says(&[
                "Good morning! I hope you are all well. I have a small question about order {order}.",
                "Hello there, sorry to bother you. It is about my order {order}, no hurry at all.",
            ]),
        ),
        opens(
            25,
            says(&[
                "Would it be possible to change the colour to green before it leaves? If not, blue is lovely too.",
                "Could you tell me roughly when it will arrive? I would like to be at home for the driver.",
            ]),
        ),
    ],
    answers: &[
        says(&[
            "That is very kind of you, thank you for looking so quickly!",
            "Oh wonderful, thank you. You are most helpful.",
        ]),
        says(&[
            "Perfect. Please pass my thanks on to everybody 😊",
            "Lovely, that is all I needed. Have a good day!",
        ]),
    ],
};

pub(super) const IMPATIENT: Script = Script {
    people: &[
        ("max_drexler", "Max Drexler", "Busy."),
        ("carla_jett", "Carla Jett", "Between two flights."),
        (
            "deniz_kaya",
            "Deniz Kaya",
            "Yesterday would have been better.",
        ),
    ],
    opening: &[
        opens(
            0,
            says(&[
                "Where is {order}",
                "{order} was due at noon. It is not noon any more.",
            ]),
        ),
        urges(90, says(&["Hello??", "Anybody there?"])),
        urges(
            240,
            says(&[
                "I have been waiting for four minutes now",
                "I can see that you read this",
            ]),
        ),
        urges(
            480,
            says(&[
                "OK I will just call then. Unbelievable.",
                "Last try. {order}. WHERE.",
            ]),
        ),
    ],
    answers: &[
        says(&["Yes and? When", "I know that already. When exactly"]),
        says(&["Today or tomorrow. One word please", "So is that a yes"]),
        says(&["Fine.", "ok thx"]),
    ],
};

pub(super) const PICTURES: Script = Script {
    people: &[
        ("pixel_ines", "Inês Duarte", "I photograph everything 📷"),
        ("bo_takes_pics", "Bo Larsen", "Analogue, mostly."),
        ("wren_shoots", "Wren Abara", "Light and parcels."),
    ],
    opening: &[
        opens(
            0,
            says(&[
                "My parcel {order} arrived like this:",
                "Look what the driver left at my door 😬",
            ]),
        ),
        opens(20, shows(&["", "See the corner?"])),
    ],
    answers: &[
        shows(&["And this is what is inside", "The other side"]),
        shows(&["", "Here is the label, is that enough?"]),
        says(&[
            "Thanks! Then I wait for the new one 🙏",
            "Great, thank you!",
        ]),
    ],
};

pub(super) const LINKS: Script = Script {
    people: &[
        ("linus_linkt", "Linus Behr", "Has 214 tabs open."),
        ("tabs_with_mo", "Mo Farouk", "Sources or it did not happen."),
        ("ada_quotes", "Ada Nwosu", "See the thread below."),
    ],
    opening: &[opens(
        0,
        says(&[
            "Is this the same jacket as https://example.com/p/fjell-jacket?colour=moss&size=m or the one from last year, https://example.org/archive/fjell (it looks <identical>)?",
            "Your page https://example.com/sizes says one thing & https://example.com/help/sizes#wide says another.",
        ]),
    )],
    answers: &[
        says(&[
            "This one then: https://example.com/p/fjell-jacket?colour=moss&size=m&from=dm. Still in stock?",
            "OK. And does https://example.net/reviews/northwind-fjell-2 mean the new model?",
        ]),
        says(&[
            "Bought: https://example.com/orders/{order} Thanks!",
            "Thanks, I put it here for the others: https://example.org/notes/{order}",
        ]),
    ],
};

pub(super) const LONG_TEXTS: Script = Script {
    people: &[
        ("edmund_writes", "Edmund Pell", "Novelist between novels."),
        (
            "helga_erzaehlt",
            "Helga Brandt",
            "I like to tell things from the start.",
        ),
        ("oksana_longform", "Oksana Hrytsenko", "Context matters."),
    ],
    opening: &[opens(
        0,
        says(&[
            "Dear Northwind team,\n\nI will try to be brief.\n\n{saga}",
            "Hello! So that you have everything in one place, here is the whole story.\n\n{saga}",
        ]),
    )],
    answers: &[
        says(&[
            "Thank you for reading. I am afraid one thing was missing.\n\n{saga}",
            "Let me answer that properly, from the beginning.\n\n{saga}",
        ]),
        says(&["Yes.", "Agreed, thank you."]),
    ],
};

pub(super) const ABUSE: Script = Script {
    people: &[
        ("grumble_gus", "Gus", "No."),
        ("fed_up_fay", "Fay", "Do not ask."),
        ("rick_is_done", "Rick", "Done with all of you."),
    ],
    opening: &[
        opens(
            0,
            says(&[
                "You people are useless. Absolute clowns. {order} is broken AGAIN.",
                "What a joke of a shop. Did a trained pigeon pack {order}?",
            ]),
        ),
        opens(
            40,
            says(&[
                "Do you even employ anybody with a brain?",
                "Worst company I ever dealt with, and I deal with airlines.",
            ]),
        ),
    ],
    answers: &[
        says(&[
            "Oh spare me the polite rubbish, you muppet.",
            "Copy and paste more of that, you robot. Pathetic.",
        ]),
        says(&[
            "Whatever. I will tell everybody what a rotten lot you are.",
            "You must be bad at this on purpose. Nobody is that dim.",
        ]),
        says(&[
            "…OK. A new one is fine. I had a bad day, it is not about you.",
            "Fine. Send it. And, well. Thanks for staying calm.",
        ]),
    ],
};

pub(super) const BOT_QUESTION: Script = Script {
    people: &[
        (
            "turing_tess",
            "Tess Marlow",
            "Curious about who is on the other side.",
        ),
        ("human_hopefully", "Jo Bellweather", "Talks to people."),
        ("are_you_there_al", "Al Reyes", "Prefers voices."),
    ],
    opening: &[opens(
        0,
        says(&[
            "Before I explain: am I talking to a bot or to a person?",
            "Is this a bot? I would like to know who reads this.",
        ]),
    )],
    answers: &[
        says(&[
            "And your name is really the one under the message?",
            "OK. So is that you in the picture, or a stock photo?",
        ]),
        says(&[
            "Good to know, thank you. It is about {order}: can somebody check the address by hand, please?",
            "Thanks for being straight with me. {order} should go to my office instead.",
        ]),
        says(&[
            "That is all. Nice to have met you, whoever you are.",
            "Great, thanks!",
        ]),
    ],
};
