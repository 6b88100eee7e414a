"""English words, continued: looks, transitions, styles, places, small words and polite ones."""

from __future__ import annotations

KINDS = {
    "meta": "source ranges|source range|time ranges|source clips|timecodes|time codes|"
    "in/out points|in and out points|edl|edit decision list|table|table above|following|in sequence|operations|actions|"
    "comments|comment|"
    "objective|goal|remarks|user|client|customer|boss|feedback|shot list|shotlist|storyboard|story board|structure|"
    "outline|settings|"
    "setting|spec|specs|specification|requirement|instruction|task|tweak|adjustment|modification|revision|breakdown|"
    "draft|brief|plan|details|parameters|script|deliverable|todo|to-do|edits|changes|visuals|upload order|"
    "following edits|following changes|edit list|change list|list|request|notes|review|overview of changes|"
    "current timeline|existing timeline|project settings|scenes|shots|steps|the timeline|mix|options|layout|"
    "guidelines",
    "t:crossfade": "dissolve into each other|fade into the next|melt into each other|cross-fades|x-fade|xfade|melt|"
    "crossfade|cross fade|cross-fade|crossfading|cross dissolve|cross-dissolve|fade between|fade|"
    "mix|smooth fade|fade into each other|blend|soft fade|fade from one to the next|fade transition|blend into|"
    "fade into one another",
    "t:dissolve": "dissolve|film dissolve|dissolving",
    "t:fade_black": "fade to black|fade through black|dip to black|fade-to-black|black fade|fade out to black|"
    "fades to black|through black|dip through black|fade via black|fading to black|black dip",
    "t:fade_white": "fade to white|fade through white|dip to white|flash|white flash|fade-to-white|white fade|"
    "flash white|through white|flash to white|dip through white|white dip",
    "t:wipe": "wipe|swipe|wiping",
    "t:slide": "slide|sliding|push|slide in|slide over|push over|slide transition",
    "t:zoom": "zoom|zoom in|zoom transition|zoom through|zoom-in|zooming",
    "t:circle": "circle|iris|circular|circle wipe|iris wipe|circle open|circle transition|round wipe|iris in",
    "t:blur": "blur|blur transition|blurry transition|blur through|blur into|defocus",
    "t:none": "smash cut|match cut|quick cut|quick cuts|fast cuts|"
    "clean cut|clean cuts|plain cut|plain cuts|simple cut|straight cuts|just cuts|plain hard cuts|"
    "hard cut|straight cut|jump cut|hard cuts only|cuts only|only cuts|plain cuts only|straight cuts only",
    "m:Lo-fi": "lo-fi beat|chill beat|study beats|lofi beats|lo-fi|lofi|lo fi|chill|chillhop|chilled|chill beats|"
    "relaxed|relaxing|laid back|laid-back|mellow|low fi|low-fi|lofi beat|coffee shop music|easygoing",
    "m:Upbeat": "upbeat|happy|cheerful|energetic|fun|lively|pop|dance|catchy|bouncy|joyful|party|up-beat|peppy|"
    "uplifting|feel-good|feel good|dynamic|driving|fast-paced|exciting|electronic",
    "m:Cinematic": "cinematic|epic|dramatic|orchestral|film score|movie-like|emotional|trailer music|movie score|"
    "grand|heroic|suspenseful|movie music|film music|orchestra|strings",
    "m:Ambient": "ambient|calm|atmospheric|peaceful|meditative|soothing|dreamy|soft pads|spacey|serene|meditation|"
    "tranquil|airy|quiet ambient|gentle music|relaxation|drone music",
    "m:Corporate": "corporate|business|motivational|inspiring|inspirational|professional music|tech|"
    "presentation music|company|office|motivating|business-like|optimistic",
    "r:9:16": "vertical|portrait|tiktok|tik tok|reels|instagram reel|instagram story|youtube short|youtube shorts|"
    "shorts|story format|phone format|upright|vertically|for phones|portrait mode|for mobile|mobile|snapchat|douyin",
    "r:16:9": "landscape|horizontal|widescreen|wide|youtube|horizontally|landscape mode|wide-screen|for tv|tv|"
    "wide screen",
    "r:1:1": "square|instagram post|squared|instagram square|for instagram feed",
    "r:4:5": "instagram portrait|portrait post",
    "r:21:9": "ultrawide|ultra wide|cinemascope|ultra-wide|cinema wide",
    "fit:blur": "sides blurred|blurred side|blurred bar|blurred background|blur background|blurry background|"
    "blurred border|blur the background|blur the sides|blurry sides|blurred edges|blur fill|blurred fill|blurry bars|"
    "blurred backdrop|blur the bars|blurred padding|blurred band|blur|blurred|blurry|blurry edges|blur bars|"
    "blurred copy behind",
    "fit:bar": "black bar|bars|letterbox|letterboxed|pillarbox|letterboxing|black border|black sides|"
    "pad with black|black padding|fit inside|don't crop|without cropping|no cropping|black bands|padding|"
    "pillarboxed|fit the whole picture|show the whole picture|no crop|letter box|black edges|fit it in",
    "fit:crop": "crop it|crop|crop to fill|fill the frame|fill the screen|cropped|no bars|without bars|zoom to fill|"
    "fill|crop to fit|fill the whole screen|crop in|cover|fill the whole frame|no black bars|without black bars|"
    "crop the sides",
    "up": "more|up|increase|raise|boost|higher|bump|crank|amplify|turn up|bump up|crank up|stronger|increased|"
    "heighten|intensify|strengthen|push up|improve|lift|enhance",
    "down": "less|down|decrease|lower|reduce|drop|turn down|dial down|diminish|bring down|weaker|cut down|"
    "tone down|lessen|reduced|dial back|bring it down|take down|ease off|soften the",
    "louder": "hear more of|hear more|louder|loud|turn up|too quiet|crank up|too soft|more audible|turn it up|"
    ""
    "hear better",
    "quieter": "hear less of|hear less|quieter|softer|too loud|turn down|quiet|soft|turn it down|less loud|subtle|"
    "low|low volume|quietly|softly|tone down|not so loud|faint|fainter",
    "brighter": "brighter|brighten|lighter|lighten|brighten up|too dark|more light|more exposed|more bright|"
    "lighten up|bright",
    "darker": "darker|darken|dim|too bright|dimmer|less bright|dim down|more dark|moodier|darken down|dark",
    "warmer": "warmer|warm|warm up|warm it up|warmer tone|golden|too cold|warm look|cosier|cozier|more orange|"
    "sunnier",
    "colder": "colder|cooler|cold|cool down|cool it down|bluer|too warm|cool look|icy|cooler tone|more blue|"
    "chillier|cold look|cool tone|cool",
    "vivid": "more vivid|more colourful|more colorful|saturate|vivid|colourful|colorful|vibrant|more vibrant|"
    "punchier|more saturated|richer colours|richer colors|brighter colours|brighter colors|pop more|more colour|"
    "more color|saturated",
    "dull": "desaturate|less saturated|muted colours|muted colors|less colourful|less colorful|washed out|paler|"
    "less vivid|desaturated|faded look|muted|less colour|less color|pale",
    "punchy": "more contrast|contrastier|more contrasty|punchy|more punch|higher contrast|boost contrast",
    "flat": "less contrast|flatter|lower contrast|softer contrast",
    "faster": "sluggish|too sluggish|too slowly|more quick|brisker|way too slow|so slow|"
    "faster|quicker|speedier|more quickly|quick|fast|too slow|snappier",
    "slower": "too quick|too quickly|too rushed|rushed|too hurried|too rapid|too hectic|hectic|way too fast|so fast|"
    "calmer|more leisurely|"
    "slower|more slowly|too fast|slowly|slow",
    "bigger": "bigger|larger|enlarge|increase the size|big|large|huge|grow|scale up|too small|blow up|massive",
    "smaller": "smaller|shrink|tiny|small|reduce the size|scale down|too big|little|too large|minimise|minimize",
    "longer": "longer|lengthen|extend|stretch|too short|last longer|prolong",
    "shorter": "way too long|far too long|much too long|a bit long|a bit too long|too lengthy|drags on|dragging on|"
    "drags a bit|"
    "drags a little|drag on|goes on too long|goes on forever|goes on and on|runs too long|runs long|lasts too long|"
    "shorter|shorten|too long|tighten|tighter|condense|cut down|brief",
    "bold": "bold|heavy|thick|bolder|strong|boldface",
    "regular": "regular|thin|light|normal weight|not bold|unbold|un-bold|non-bold|lightweight|thinner|plain",
    "pl:top_left": "top left|from the top left|from top left|upper left|top-left|upper-left|left top",
    "pl:top_right": "top right|from the top right|from top right|upper right|top-right|upper-right|right top",
    "pl:bottom_left": "bottom left|from the bottom left|from bottom left|lower left|bottom-left|lower-left|left bottom",
    "pl:bottom_right": "bottom right|from the bottom right|from bottom right|lower right|bottom-right|lower-right|"
    "right bottom",
    "pl:top": "top|upper|at the top|top of the screen|top of the frame|top centre|top center|upper part|above",
    "pl:bottom": "bottom|lower part|at the bottom|bottom of the screen|bottom of the frame|bottom centre|"
    "bottom center|underneath|foot",
    "pl:left": "left|left side|left-hand|leftward|leftwards",
    "pl:right": "right|right side|right-hand|rightward|rightwards",
    "pl:center": "center|centre|middle of the screen|centered|centred|in the middle|middle of the frame|middle|"
    "dead centre|dead center",
    "dir:up": "up|upward|upwards|bottom to top|from below|from the bottom",
    "dir:down": "down|downward|downwards|top to bottom|from above|from the top",
    "dir:left": "left|leftward|leftwards|right to left|from the right|to the left",
    "dir:right": "right|rightward|rightwards|left to right|from the left|to the right",
    "dir:in": "in|inward|closer|into|zoom in|push in|inwards",
    "dir:out": "out|outward|zoom out|pull out|away|outwards|pull back",
    "h": "horizontal|horizontally|left to right|sideways|mirror|mirrored|left-right|left and right",
    "vert": "vertical|vertically|upside down|top to bottom|upside-down|up and down|top-bottom",
    "cw": "clockwise|to the right|right|cw",
    "ccw": "counterclockwise|anticlockwise|counter-clockwise|anti-clockwise|to the left|left|ccw|"
    "counter clockwise|anti clockwise",
    "upright": "upside down|upside-down|on its head",
    "sideways": "sideways|on its side",
    "mag:little": "a bit|a little|slightly|a touch|a tad|somewhat|little bit|a little bit|subtly|gently|a hair|"
    "slight|abit|just a bit|a smidge|a wee bit|subtle|gentle|mild|mildly|marginally|bit",
    "mag:much": "much|alot|a lot|way|far|really|very|considerably|significantly|heavily|strongly|lots|dramatically|"
    "strong|heavy|quite a bit|a great deal|a lot more|extremely|substantially|super",
    "all": "all|every|each|per|everything|whole|entire|throughout|all of|everywhere|all the way through|complete|"
    "full|"
    "the whole thing|both|whole thing|all the clips|for the whole video|overall|across the board|the lot",
    "each": "each|apiece|each one|per|every",
    "later": "hold back|hold off|push back|hold on with|later|back|backward|to the back|down the order|further back|"
    "further on|delay|delayed|postpone",
    "earlier": "earlier|sooner|ahead|forward|up the order|further forward|further up",
    "other": "every other|alternate|alternating|by turns|in turns|alternately|back and forth",
    "pron": "it|them|that|this|these|those|its|their|that one|this one|same one|same clip",
    "one": "one|ones",
    "fmt:mp4": "mp4|m4v",
    "fmt:mov": "mov|quicktime|quick time",
    "fmt:webm": "webm|web m",
    "fmt:gif": "gif|animated gif",
    "fmt:mp3": "mp3",
    "fmt:wav": "wav",
    "fmt:m4a": "m4a|aac",
    "fmt:audio": "only need the audio track|just the audio track|only the audio track|"
    "just need the audio|only need the audio|only want the audio|just want the audio|"
    "need only the audio|no picture|no pictures|without the picture|without picture|without any picture|"
    "just the soundtrack|only the soundtrack|audio track only|only the audio track|just the audio track|"
    "sound without picture|audio only|only the audio|just the audio|only audio|just audio|sound only|only the sound|"
    "just the sound|audio-only|as audio|audio file only|only sound|audio file",
    "hd": "hd|high definition|1080|full hd|fhd|full-hd",
    "uhd": "4k|uhd|ultra hd|2160|ultra high definition",
    "neg": "mustn't|must not|may not|needn't|no|not|without|don't|dont|do not|never|none|no more|exclude|"
    "excluding|sans|minus|neither|nor|doesn't|"
    "shouldn't|isn't|won't|instead of|rather than|free of|w/o|skip the|leave out|cannot|can't have|zero",
    "instead": "instead",
    "under": "mustn't be bigger than|must not be bigger than|not be bigger than|not bigger than|not larger than|"
    "mustn't exceed|can't be bigger than|cannot be bigger than|shouldn't be bigger than|not be larger than|"
    "not be over|not go over|mustn't be over|not over|not above|no heavier than|not exceed|must not exceed|"
    "not more heavy than|not heavier than|not be heavier than|can't exceed|cannot exceed|should not exceed|"
    "under|below|less than|at most|smaller than|max|maximum|"
    "no more than|up to|not more than|within|"
    "no bigger than|no larger than|fewer than|not exceeding|keep it under|or less|or smaller|lighter than",
    "least": "at least|more than|over|longer than|above|exceeding|minimum",
    "by": "by",
    "to": "down to|to|into|until|till|til|up to|as|through|thru",
    "from": "from|starting at|starting from|beginning at|beginning from|since|out of|start at|starts at|beginning",
    "p:at": "at|around|on|in|from|@|starting at|starting from|beginning at|at around|when it reaches|right at",
    "p:for": "filling the whole|filling the entire|filling all|filling|spanning|for|lasting|during|last|lasts|"
    "that lasts|which lasts|long|over|taking|of|stay|stays|visible for|"
    "show for|duration|keep it for|hold it for|on screen for",
    "p:after": "straight after|straight behind|right behind|immediately after|after|past|following|behind|"
    "right after|beyond|later than|once|directly after|just after|passed",
    "p:before": "disappear at|disappears at|vanish at|goes away at|go away at|before|ahead of|in front of|"
    "prior to|until|right before|earlier than|just before|preceding|directly before",
    "between": "between|in between|among|connecting",
    "with": "with|using|featuring|having|plus|w/|along with|together with|including|containing|set to|"
    "accompanied by|backed by",
    "in": "in",
    "of": "of|off|from|off of",
    "on": "on|onto|over|across|upon|on top of|above|over top of",
    "onward": "onward|onwards|on|and later|and after|forward|and beyond|till the end|until the end|to the end|"
    "through the end|up to the end|to the very end|all the way to the end",
    "same": "same|as is|as it is|alone|unchanged|untouched|the way it is|as they are|like it is",
    "leave": "leave|don't touch|do not touch|don't change|do not change|keep|leave alone|don't alter|"
    "without changing",
    "and": "and|&|plus|as well as|along with|together with",
    "also": "also|too|as well|additionally|besides|furthermore|moreover|while you're at it|on top of that",
    "twice": "twice|double|2x|doubled|two times|double speed|doubling",
    "thrice": "triple|thrice|three times|tripled",
    "halfx": "half|halve|half speed|half-speed|by half|in half|half as|halved|50 percent speed",
    "third": "a third|one third",
    "quarter": "quarter|a quarter|one quarter|quarter speed",
    "n:speed": "normal speed|original speed|regular speed",
    "normal": "original speed|regular speed|normal|original|default|normal speed|regular speed|real time|"
    "real-time|natural|usual|full",
    "maxvol": "full volume|full blast|max volume|maximum volume",
    "last": "last|final|closing|end",
    "first": "first|opening|initial",
    "except": "except|except for|apart from|but not|other than|excluding|all but|everything but",
    "shuffle": "shuffle|randomise|randomize|mix up|random order|shuffled",
    "gen": "generated|made by you|you make|you made|you generate|royalty free|royalty-free|your own|made up|"
    "of your own|free music|that you make|from you|some|copyright free|copyright-free",
    "when": "when|whenever|while|as soon as|during the|where|wherever",
    "lowertext": "lower",
    "background": "background|in the background|behind everything",
    "lines": "following|these",
    "exact": "on the dot|on the nose|dead on|exactly|precisely|just|only|alone|solely",
    "at_end": "towards the end|toward the end|near the end|come last|comes last|go last|goes last|be last|"
    "at the end|at the very end|in the end|"
    "for the ending|to finish|to close|at the close|to end|to the end|as the outro|to the very end|as the ending|"
    "as an ending|last of all",
    "at_start": "come first|comes first|go first|goes first|be first|at the start|at the beginning|"
    "at the very start|at the very beginning|to open|to begin with|in the beginning|up front|at the front|"
    "to the front|to the start|to the beginning|to the very start|as the opening|as an opening|as the intro|"
    "to start|in front of everything|to begin|at first|first of all",
}  # fmt: skip

COLORS = {
    "#ffffff": "white",
    "#000000": "black",
    "#ff0000": "red",
    "#00ff00": "lime|bright green",
    "#008000": "green",
    "#0000ff": "blue",
    "#ffff00": "yellow",
    "#ffa500": "orange",
    "#800080": "purple|violet",
    "#ffc0cb": "pink",
    "#808080": "gray|grey",
    "#a52a2a": "brown",
    "#00ffff": "cyan|aqua|turquoise",
    "#ff00ff": "magenta|fuchsia",
    "#ffd700": "gold|golden",
    "#c0c0c0": "silver",
    "#000080": "navy|navy blue|dark blue",
    "#add8e6": "light blue",
    "#87ceeb": "sky blue",
    "#8b0000": "dark red|maroon",
    "#006400": "dark green",
    "#90ee90": "light green",
    "#008080": "teal",
    "#f5f5dc": "beige|cream",
    "#ffd1dc": "light pink",
    "#ff7f50": "coral",
    "#4b0082": "indigo",
    "#333333": "dark gray|dark grey|charcoal",
    "#d3d3d3": "light gray|light grey",
    "#ff69b4": "hot pink",
}  # fmt: skip

FILLER = (
    "real|hm|belong|belongs|once more|one more time|yet again|outta|forget the picture|"
    "forget the pictures|never mind the picture|spread over the video|"
    "spread across the video|spread evenly over the video|spread out over the video|spread over the whole video|"
    "spread evenly|sorry|sorry for the trouble|sorry to bother you|sorry to be a pain|apologies|my apologies|"
    "i said|like i said|"
    "as i said|i told you|as mentioned|as discussed|rather|we hit|it hits|we reach|we get to|nothing fancy|"
    "nothing special|nothing crazy|nothing too fancy|nothing major|"
    "on the dot|on the nose|bang on|dead on|give or take|for a change|mistake|mistakes|spelling mistake|"
    "spelling error|sorry for the mess|spelling mistakes|error|errors|glitch|flub|"
    "blooper|messed up|mess up|screwed up|stumbled|flat|"
    "resulting|in one go|all in one go|all at once|equal time|equal|equally|according to them|according to him|"
    "according to her|no other changes|no further changes|no more changes|nothing else to change|that's all|"
    "that is all|that's it|that would be all|factor|yo|ugh|meh|argh|omg|soo|sooo|soooo|btw|fyi|imo|ngl|tbh|kinda|"
    "sorta|bro|mate|guys|folks|"
    "pixels|compress|compressed|to save space|save space|for email|by email|via email|email|"
    "close the gap|close up the gap|close that gap|fill the gap|no gaps|without a gap|"
    "according to|according|in accordance with|as per|based on|client|clients|boss|customer|customers|the team|"
    "colleague|colleagues|manager|mum|mom|wife|husband|nicer|plenty|enough|"
    "happy with it|happy with this|i'm happy|we're happy|happy with that|i'm done|we're done|looks good|all good|"
    "that'll do|ready to go|whatsapp|discord|telegram|slack|gmail|wechat|mail server|email server|the mail server|"
    "server|platform|website|allows|allowed|accepts|takes at most|takes|extra|additional|far too|way too|suffices|"
    "honestly|personally|frankly|obviously|ideally|preferably|hopefully|somehow|kinda|sorta|pretty much|in a row|"
    "any kind of|any sort of|some kind of|never used this before|first time here|i'm new here|new here|beginner|"
    "is not right|isn't right|not quite right|is wrong|are wrong|does not fit|doesn't fit|"
    "called|named|underneath|automatically|automatic|auto|anymore|any more|any longer|format|awkward|annoying|"
    "boring|ugly|letters|camera|one video|single video|step|a|an|the|please|pls|plz|kindly|could you|can you|"
    "would you|will you|could|can|would|will|you|i|me|my|mine|we|us|our|let's|lets|let us|let|hey|hi|hello|ok|"
    "okay|so|well|now|right now|thanks|thank you|thx|cheers|just|simply|maybe|perhaps|some|any|there|here|is|are|"
    "be|been|being|was|were|am|should|shall|must|may|might|want you to|i want you to|i want to|i'd like to|"
    "i would like to|i'd like you to|i need you to|i need to|go ahead|try to|try|like|really|actually|basically|"
    "bit of|kind of|sort of|such|which|that|who|has|have|had|does|did|do|get|got|of|your|for me|if possible|"
    "if you can|if you could|possible|possibly|quick|quickly|again|oops|uh|um|hmm|ah|oh|yeah|yes|yep|sure|alright|"
    "all right|good|great|awesome|cool|nice|nicely|lovely|perfect|beautiful|beautifully|pretty|amazing|stunning|"
    "neat|sweet|clean|elegant|simple|smooth|smoothly|stylish|classy|modern|professional|professionally|soft|short|"
    "attached|uploaded|given|provided|sent|i sent|i uploaded|i attached|i've uploaded|i've sent|i gave you|"
    "following|its|it's|that's|there's|i'm|i've|i'd|you're|they|he|she|his|her|him|what|how|as|at|in|on|to|s|t|ll|"
    "re|ve|d|m|forever|of the|mind|would you mind|do you mind|if|then|but|or|while|when|because|since|thing|things|way|"
    "look|looks|looking|feel|effect|effects|filter|style|mode|version|option|type|everyone|for us|please can you|"
    "help me|help me to|go|goes|come|comes|getting|using|use|by|with|from|out|up|off|over|about|around|"
    "approximately|roughly|exactly|only|also|too|as well|even|still|already|more|than|nothing else|else|other|"
    "another|new|own|single|different|proper|correct|right|together|seamlessly|seamless|overall|somewhere|"
    "wherever|somehow|everything else|friend|buddy|dude|man|dear|sir|assistant|wish|wanna|gonna|gotta|need|wants|"
    "were to|able|enable|activate|make sure|ensure|be sure|instead|each other|one another|time|times|amount|value|"
    "little|appreciate|appreciated|ready|later|per|via|onto|its own|nice and|good looking|cute|fancy|yet|something|"
    "anything|someone|myself|this time|currently|existing|current|present|presently|at present|next|product|"
    "five|my friend|for my|purposes|"
    "fix|fix it|fix that|fix this|sort it out|somebody|anybody|anyone|people|u|ur|r|tho|plz|"
    "project|timeline|editor|app|asap|very|quite|lol|haha|ty|tia|if it's not too much trouble|i think|i guess|"
    "i mean|i believe|you know|as follows|namely|e.g.|work|works|happen|happens|seem|seems|bit too|fits|fit|"
    "fitting|i'd rather|i would rather|we'd rather|match|matching|accordingly|total of|whatever|anyway|anyways|done|"
    "finally|lastly|afterwards|first off|"
    "to begin|next up|everything|all over|on top"
)
