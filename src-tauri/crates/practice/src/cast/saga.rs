//! A long story about a tent, for customers who like to tell everything.

/// The story, about 4,000 characters in paragraphs.
pub(crate) fn told(order: &str) -> String {
    let paragraphs: Vec<String> = PARAGRAPHS
        .iter()
        .zip(1..)
        .map(|(paragraph, number)| format!("{number}. {}", paragraph.replace("{order}", order)))
        .collect();
    paragraphs.join("\n\n")
}

const PARAGRAPHS: [&str; 10] = [
    "It began in March, when my sister and I decided that this would be the year in which we finally walk the whole northern trail, from the lighthouse to the lake, in nineteen days and with everything on our backs. We made lists. My sister makes very good lists; I lose them. On every one of them stood a tent, because the old one has a hole that a goat made, and that is another story, which I will tell you only if it turns out to matter.",
    "We compared for three weeks. I read every review on your page, also those with one star, and I would like to say that the person who was angry about the colour was wrong: it is exactly the green of the picture. In the end we ordered the Nordlys 3, number {order}, on a Sunday evening, and I remember the time because the kettle was on and we let it boil dry. The kettle is fine.",
    "The parcel came on the Wednesday, which was quick, and the driver was friendly and carried it up to the third floor although he had a bad knee. If you have a way to thank him, please do. His name is Anton or Antoine; there was a noise in the staircase. I put the parcel beside the piano and did not open it until Saturday, and I see now that this was a mistake.",
    "On Saturday we carried everything into the garden. There were two bags, one of them long and one of them short, and a booklet. The booklet has twenty pages, and on page nine it says that there are fourteen pegs. We counted twelve. We counted again, with my sister counting aloud and me pointing. Twelve. Then the neighbour came and counted, and he arrived at thirteen, but he had counted the small hook that belongs to the lamp.",
    "Twelve pegs would be no tragedy, and I am not somebody who writes to a shop about two pegs. We took two from the old tent, of which the goat had left the pegs. The tent stood within half an hour. It is a beautiful tent. One can sit in it upright, and the light inside is like the light in a forest, and my sister said that she would never sleep in a house again, and then it began to rain.",
    "The rain is the reason for this message. It came in. Not everywhere, and not much, but there is a seam above the left window, seen from inside with one's feet to the door, and along this seam there was first a dark line and then, after an hour or so, a row of drops that fell on my sister's book. The book is from the library. I have dried it between two boards and it is nearly flat.",
    "I know what you will ask, because I have read your help pages: yes, the outer tent was tight; yes, we had closed the vents on the side of the wind; no, nothing touched the inner tent from inside. I held a torch against the seam afterwards. For about the length of my hand the tape has come off, or was never on. I can make a picture if you want one, but it will mostly show my hand.",
    "Now there are several ways in which this could go on, and I have thought about them on the bus. You could send us a roll of the tape and tell us how to put it on, and I would do that gladly, since I once repaired a rubber boat. You could send a new outer tent, and we would send this one back in its long bag. Or you could tell us that it has to be looked at, and then it depends on how long that takes.",
    "Because we leave on the fourteenth. The train is booked, with the seats by the window, and the huts are full on the two nights on which there are huts, so that we will be in the tent on seventeen of nineteen nights. The forecast says what forecasts say up there. I would be glad to know by Friday which of the three ways it is, and I promise that my answer will be shorter than this.",
    "One more thing, and then I am done: the two pegs. If something is sent anyway, could somebody put two pegs in? They do not have to be new ones. With kind regards, also from my sister, and with thanks for reading to the end, if you have read to the end; if not, the important paragraphs are six and nine.",
];
