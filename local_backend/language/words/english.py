"""English words: what each can mean, as tags. Words stand in their base form; ``lexer`` knows the inflected ones.

A word may carry several tags ("zoom" is a transition and a motion); the frame that uses it decides.
"""

from __future__ import annotations

VERBS = {
    "v:make": "become|becomes|make|remake|rebuild|recut|create|build|produce|generate|turn|convert|transform|"
    "put together|combine|compose|assemble|"
    "made|stitch|merge|compile|join|concatenate|do|craft|prepare|design|string together|edit together|cut together|"
    "edit into|whip up|throw together|knock together|knock up|cook up|slap together|piece together|put into|"
    "one after another|one after the other|back to back|end to end|transfrom|render a video|give me a video",
    "v:want": "want to hear|wanna hear|could i get|can i get|can i have|could i have|may i have|i'd love|would love|"
    "want|need|would like|give me|get me|looking for|i'd like|show me a",
    "v:add": "add|insert|include|attach|append|place|put|use|lay|drop in|throw in|overlay|bring in|stick|apply|"
    "give|have|set up|put in|slap|superimpose|introduce|mix in|tack|tack on|pop in|chuck in|throw in|slot in|slip in|"
    "squeeze in|stick in|stick on|tag on|add on|work in|fit in",
    "v:remove": "edit that out|edit it out|edit this out|cut that out|cut this out|take that out|take this out|"
    "edit them out|cut them out|"
    "don't use|do not use|dont use|don't include|do not include|without using|never use|not include|"
    "chuck out|chuck|trash|bin|dump|axe|nix|boot|remove the background|hide|can go|has to go|must go|"
    "have to go|should go|dont need|dont want|delete everything|remove everything|erase everything|clear everything|"
    "wipe everything|remove all of it|delete all of it|drop everything|"
    "discard everything|remove|delete|drop|get rid of|take out|take away|take off|erase|lose|clear|eliminate|"
    "discard|strip|kill|throw away|throw out|take it out|throw it out|leave it out|cut it out|throw it away|"
    "take it away|don't want|do not want|don't need|do not need|ditch|scrap|rid|leave out|wipe out|toss|no more|"
    "cut it|has to come out|have to come out|needs to come out|must come out|should come out|can come out|come out|"
    "needs to go|need to go|should be gone|is not needed|isn't needed|not needed|is unnecessary|unwanted|chuck|"
    "jettison|"
    "take them out|leave off|bin it|drop it",
    "v:dislike": "dont like|didn't like|not a fan of|no fan of|not keen on|not into|can't stand|not fond of|sick of|"
    "dont love|"
    "don't like|do not like|hate|dislike|not happy with|don't love|tired of",
    "v:take": "throw|toss|chuck|kick|"
    "whack|whack off|knock off|take off of|pull off|"
    "take|grab|pull|knock",
    "v:cut": "cut its|cut their|hack off|hack out|hack|nip|nip off|crop off|trim off of|cut away|chop away|slash|"
    "slice away|remove from the timeline|shear off|"
    "cut|chop|cut out|cut off|chop off|chop out|slice off|slice out|trim off|trim away|trim out|shave|"
    "shave off|snip|snip off|excise|lop|lop off|skip|clip off|edit out|splice out|crop out time",
    "v:trim": "top and tail|"
    "pare down|pare|cut short|truncate|cap|"
    "trim|trim down|shorten|cut down|trim to|cut back",
    "v:keep": "keep|keep only|retain|only use|use just|only leave|leave just|stick to|stick with|only need|"
    "hang on to|hold on to|just use|leave only|preserve|save only|extract|use only|only keep|"
    "just keep",
    "v:split": "make cuts|put cuts|put a cut|add a cut|add cuts|place cuts|place a cut|insert a cut|cut into|"
    "chop into|chop up|split apart|slice up|razor cut|"
    "split|split up|divide|cut in two|break|slice|make a cut|razor|break up|cut in half",
    "v:move": "come first|comes first|go first|goes first|be first|come last|comes last|go last|goes last|be last|"
    "somewhere else|elsewhere|move|shift|bring|reposition|relocate|send|drag|bump|nudge|push|pull forward|"
    "bring forward|promote|demote|"
    "slide over|hop|switch over|relegate",
    "v:swap": "swap|exchange|switch|trade|interchange|switch around|swap around|swap places|change places|"
    "trade places|"
    "flip around|wrong way round|the wrong way round|wrong way around|the wrong way around|mixed up|"
    "in the wrong order",
    "v:reorder": "reorder|rearrange|re-order|sort|arrange|order|put in order|resequence|sequence",
    "v:duplicate": "duplicate|copy|repeat once|clone|double up|copies|make a copy of|make copies of|duplicates|"
    "again right after|"
    "extra copy|extra copies|more copies|another copy|further copies|additional copies",
    "v:replace": "replace|substitute|swap out|change out|switch out|exchange for|use instead|in place of|"
    "in its place|in their place|"
    "takes the place of|take the place of|take its place|stand in for|instead of it",
    "v:speed": "squeeze|cram|squash|pick up the pace|step up the pace|up the pace|pick up the tempo|"
    "fly by|flies by|flying by|whizz by|zip by|zips by|breeze by|breeze through|race by|race through|whip by|"
    "blast through|rush through|rush by|fly past|flies past|zoom past|zip past|speed-up|sped up|sped-up|hurry up|"
    "rush|time-lapse|timelapse|time lapse|turbo|zip through|make quicker|"
    "speed|speed up|accelerate|fast forward|fast-forward|quicken|play faster|hasten|run",
    "v:slow": "slow-mo|slowmo|slow-mo'd|half pace|drag out|slowed|slowed down|"
    "slow|slow down|slow-down|decelerate|slo mo|slow mo|slow motion|slow-motion|slo-mo|slomo|play slower",
    "v:reverse": "unreverse|un-reverse|play forwards|play forward|play it forwards|play it forward|forwards again|"
    "forward again|"
    "run in reverse|plays backwards|play it backwards|play it in reverse|played backwards|played in reverse|"
    "from end to start|end to start|wind back|"
    "last to first|from last to first|reverse order|in reverse order|reversed order|opposite order|"
    "backwards order|back to front order|inverse order|reverse|play backwards|play backward|play in reverse|"
    "backwards|backward|in reverse|rewind|"
    "back to front|run backwards",
    "v:freeze": "frozen|freezing|freezes|stay on|linger on|linger|stop on|pause on|hold on|rest on|stop dead|"
    "still image of|stand still|"
    "still of the frame|still frame|a still|freeze|freeze frame|freeze-frame|hold|pause|"
    "freeze the frame|hold the frame",
    "v:loop": "in a row|back to back|over and over|on repeat|on a loop|play over|play it over|cycle|keeps repeating|"
    "keep repeating|keep playing|"
    "loop|repeat|play again|replay|repeat until",
    "v:mute": "mute|silence|silent|turn off the sound of|turn off the sound|turn the sound off|turn off sound|"
    "turn off audio|turn off the audio|no sound|without sound|mute out",
    "v:unmute": "unmute|turn the sound on|turn on the sound|un-mute|turn sound back on",
    "v:fade": "come up slowly|come in slowly|comes in slowly|rise slowly|come up gradually|come in gradually|fade|"
    "fade out|fade in|fading|fade-out|fade-in|fadeout|fadein|ease|taper|taper off|ramp",
    "v:change": "recolor|recolour|"
    "reformat|reframe|resize|change|set|adjust|modify|edit|update|alter|switch to|convert to|"
    "turn into|make it|make|turn|go|put",
    "v:show": "call it|name it|title it|see|show|display|appear|read|say|write|print|type|caption it|pop up|come up|"
    "flash|shown",
    "v:rename": "rename|reword|retitle|rewrite|edit the text|change to say|should read|should say",
    "v:lengthen": "lengthen|extend|stretch|make longer|prolong|longer",
    "v:stop": "stop|end|finish|disable|turn off|switch off|deactivate|undo the|cancel",
    "v:start": "start|begin|starting|beginning|open",
    "v:play": "play|run|playing",
    "v:export": "export|download|save|render|send me the video|output|deliver|encode|send it|save it|"
    "send me the file|send me it|send it to me|send it over|send me the result|send the file|send the video|"
    "send me the finished video|send me the final video|send them|send me that|send over|give me the video file|"
    "let me have the file|send this|"
    "give me the file|export it|save as|render it out|final file",
    "v:detach": "detach|separate|unlink|extract the audio|pull the audio|split the audio|split off the audio|"
    "separate the audio|extract audio|detach audio|pull out the audio|extract the sound",
    "v:see": "imagine|draw|paint|shoot|animate|invent|hallucinate|synthesise|synthesize|dream up",
    "v:transcribe": "transcribe|transcribe speech|write down everything|everything they say|everything she says|"
    "everything he says|auto caption|auto-caption|autocaption|auto subtitle|auto-subtitle|automatic captions|"
    "automatic subtitles|auto captions|auto-captions|auto subtitles|speech to text|speech-to-text|"
    "subtitle automatically|caption automatically|generate captions|generate subtitles|recognise speech|"
    "recognize speech|write down what|transcript|caption what|subtitle what|transcription",
    "v:recognise": "recognise|recognize|detect|identify|find the person|find the shot|find shot|find the moment|"
    "find the scene|find every|face recognition|blur face|find every shot|find the part|find all|faces|face|"
    "blur faces",
    "v:translate": "translate|dub|translation|dubbing|dub it",
    "v:speak": "narrate|aloud|read aloud|speak|text to speech|text-to-speech|tts|read it out|voice over this|"
    "say out loud|read out|ai voice|synthetic voice|robot voice",
    "v:removebg": "remove the background|green screen|chroma key|greenscreen|background removal|remove background|"
    "cut out the background|replace the background",
    "v:upload": "upload|post|publish|tweet|share to|post it|send to youtube|share it on",
    "v:undo": "not what i meant|not what i wanted|that's not what i wanted|that's not what i meant|"
    "i didn't mean that|that's not it|scratch that|i changed my mind|changed my mind|go back to how it was|"
    "back to how it was|the way it was before|how it was before|like it was before|like before|as it was before|"
    "put it back the way it was|put it back how it was|put that back the way it was|put that back how it was|"
    "previous version|last version|restore the previous version|undo what you just did|"
    "reverse that last change|cancel that|cancel the last change|cancel the last edit|cancel my last change|"
    "that was wrong|that was a mistake|my mistake|that made it worse|it was better before|was better before|"
    "looked better before|ctrl z|ctrl+z|take back|un-do|reverse the last change|reverse the last edit|"
    "undo|undo that|undo it|take that back|take it back|revert|roll back|go back|step back|undo last|"
    "never mind that|put it back|back one step|undo the last|go back one|go back one step|one step back|"
    "undo the last step|undo the last edit|undo the last change|undo my last change|undo last step|change it back|"
    "revert that",
    "v:redo": "bring that change back|bring the change back|bring that edit back|bring those changes back|"
    "put that change back|bring back what i just undid|bring back what i undid|bring back what you undid|bring back|"
    "restore what i just undid|bring back what you just undid|what you just undid|what i just undid|what i undid|"
    "what you undid|undid|"
    "redo that change|undo the undo|undo my undo|undo that undo|apply it again|put that back|put back what i undid|"
    "put it back in|i want it back|restore what i undid|do that again|re-apply|"
    "redo|redo that|redo it|do it again|put it back again|reapply|redo the last|bring it back",
    "v:reset": "forget all of it|forget all of this|forget all of that|"
    "forget everything|forget it all|blank canvas|empty timeline|empty project|"
    "scratch it all|"
    "scratch everything|ditch everything|ditch it all|bin it all|bin everything|throw it all away|throw it all out|"
    "throw everything out|dump everything|fresh start|a fresh start|back to square one|square one|new project|"
    "remove all of it|delete all of it|delete it all|remove it all|drop everything|"
    "start from zero|from zero|go back to zero|wipe it all|wipe it clean|wipe the slate clean|clear it all|"
    "nuke it|nuke everything|get rid of it all|from the beginning again|all over again|start over|start again|"
    "begin again|start afresh|start fresh|reset|reset everything|"
    "clear everything|clear the timeline|from scratch|begin anew|wipe the timeline|scrap everything|scrap it all|"
    "delete everything|remove everything|throw everything away|empty the timeline|erase everything|"
    "start from scratch|clean slate|wipe everything|clear all|start anew|discard everything|restart|blank slate|"
    "clear the project",
    "v:help": "what can i ask for|what things can i ask for|what sort of things can i ask for|what sort of things|"
    "what kind of things|what kinds of things|what sorts of things|how does it work|how do you work|"
    "what are you good at|"
    "how to use|how do i start|how do i begin|where do i start|getting started|what should i say|what am i able to|"
    "what commands|which commands|what edits|list of commands|what all can you do|manual|user guide|"
    "what stuff can you do|what can this do|what can it do|what does this do|how can you help|help|what can you do|"
    "what do you do|what are you able to do|how does this work|what can i ask|"
    "what can i say|what can i do|list commands|commands|what are your features|capabilities|how do i use this|"
    "what else can you do|show help|instructions|what features|what do you understand|what are my options|"
    "what kind of edits|how do i use you|tell me what you can do|what is possible|what's possible",
    "v:timeline": "preview|see a preview|see it|let me see a preview|see the preview|show the preview|"
    "show me a preview|show a preview|preview it|give me a preview|let me see it|"
    "can i see it|show me what it looks like|show it to me|show me the video so far|"
    "what is on the timeline|what's on the timeline|show the timeline|show timeline|"
    "show me the timeline|what do i have|what have we got|what do we have|show tracks|show the tracks|list clips|"
    "list the clips|list tracks|what's in the video|what is in the video|what's in my video|what is in my video|"
    "current timeline|timeline status|current state|show me what we have|what is in my project|"
    "what's in my project|what's in the project|status|describe the timeline|describe the video|"
    "how long is the video|how long is it|how long is it now|what does it look like now|list the tracks|"
    "show me the tracks|summarize the timeline|summarise the timeline|print the timeline|what's there so far|"
    "what have i got|what is there so far|show my project|what's on it|how many clips|how many clips are there|"
    "preview the timeline|tell me what's on the timeline|where are we|what do we have so far|"
    "what's on the timeline right now|overview|what does the timeline look like|which clips are on the timeline",
}  # fmt: skip

NOUNS = {
    "n:video": "what is left|what's left|whatever is left|what remains|the remaining video|"
    "video|film|movie|footage|recording|production|vid",
    "n:film": "travel video|travel reel|travel film|travel vlog|travel montage|slideshow|slide show|montage|reel|"
    "promo|promotional video|ad|advert|advertisement|commercial|"
    "trailer|teaser|highlight|highlights|story|vlog|short film|photo video|picture show|compilation|"
    "highlight reel|short|social video|"
    "cut|edit|rough cut|music video|promo video|explainer|presentation|intro video|piece|showreel|recap",
    "n:promo": "promo|promotional|ad|advert|commercial|trailer|teaser|promo video|promotional video|advertisement",
    "n:clip": "clip|shot|segment|scene|part|section|piece|item|video clip|sequence|bit",
    "n:photo": "photo|pix|snaps|picture|image|pic|photograph|still|snapshot|slide|shots of|jpg|png|product photo|"
    "product shot|img",
    "n:media": "file|media|material|asset|upload|content|stuff|everything i uploaded|what i uploaded|"
    "everything i've uploaded|all of it|uploaded file|everything i sent",
    "n:gif": "gif",
    "n:audio": "camera sound|camera audio|original sound|original audio|audio|sound|sound track|audio track|"
    "sound file|audio file|recording|sounds|mp3|wav",
    "n:voice": "voice|voiceover|voice over|voice-over|narration|narrator|vo|speech|talking|speaker|dialogue|"
    "dialog|commentary|spoken audio|spoken word|talk|vocals|spoken|someone is talking|someone is speaking|"
    "someone talks|someone speaks|people talk|people speak|talks|speaks|speaking",
    "n:music": "lofi beat|lo-fi beat|chill beats|chill beat|study beats|music|bgm|background music|song|tune|"
    "track|soundtrack|beat|backing track|melody|instrumental|musical|score|background track|background song|"
    "jingle|theme|music bed|backing music|musical background",
    "n:soundfx": "sound effect|sfx|sound fx|effect sound",
    "n:title": "opening card|intro card|title|headline|heading|title card|intro text|opening text|title text|header|"
    "opening title|"
    "name card",
    "n:subtitle": "subtitle|tagline|sub-title|sub title|secondary title|subheading|sub-heading|strapline",
    "n:lowerthird": "lower third|lower-third|name tag|nameplate|lowerthird|name bar|name strap|lower 3rd|chyron",
    "n:caption": "caption|captions|closed caption|cc|subs|srt|vtt|caption line|subtitles|caption file|"
    "subtitle file",
    "n:text": "text|words|word|label|sentence|letter|writing|text overlay|line|lettering|message|note|"
    "on-screen text|phrase|typography|end card|outro text|closing text|sign off|call to action|credits",
    "n:endcard": "card|end screen|closing card|outro card|end card|outro text|closing text|closing title|end title|"
    "ending title|credits|outro title|"
    "end credits",
    "n:transition": "transition|hard cut|straight cut|jump cut",
    "n:silence": "silence|silent part|dead air|quiet part|silent bit|silent section|pause|gap|quiet bit|"
    "silent gap|awkward pause|silent stretch|dead space|silent moment|quiet section|quiet stretch|silences|"
    "empty air|quiet moment|parts where nobody talks|parts where no one speaks|parts without sound|long pause",
    "n:black": "black frame|black screen|black part|black section|black bit|blank frame|black gap|dark frame|"
    "black stretch|all-black frame|black moment|blank screen",
    "n:frame": "frame|still",
    "n:length": "display time|screen time|time on screen|on-screen time|showing time|altogether|all in all|all told|"
    "overall running time|running length|length|duration|long|runtime|"
    "running time|total length|in length|total|in total|overall length|"
    "overall",
    "n:speed": "speed|pace|tempo|rate|playback speed|playback rate",
    "n:volume": "volume|loud|level|sound level|gain|audio level",
    "n:loudness": "loudness|lufs|normalise|normalize|normalisation|normalization|normalise the loudness|"
    "normalize the loudness|normalise the audio|normalize the audio|normalize audio|normalise audio|level out|"
    "even out the sound|loudness normalisation|level the audio|even out the audio|even out the volume|even out|"
    "normalize the volume|normalise the volume|normalize the sound|normalise the sound|balance the audio|"
    "consistent loudness|broadcast loudness|streaming loudness",
    "n:ducking": "duck|ducking|auto duck|auto-duck|autoduck|lower under|dip under|dip|make room for|sidechain|"
    "automatically lower|duck under|lower when|quieter when|quieter while|quieter under|softer when|dip when|"
    "turn down when|turn down while|lower while|lower automatically|drop under|duck it",
    "n:fade": "come up slowly|come in slowly|comes in slowly|rise slowly|come up gradually|come in gradually|fade|"
    "fade out|fade in|fade-out|fade-in|fadeout|fadein",
    "n:order": "exactly that order|that exact order|exactly this order|this exact order|in sequence|"
    "last to first|from last to first|reverse order|in reverse order|reversed order|opposite order|backwards order|"
    "back to front order|inverse order|order|sequence|clip order|arrangement|running order",
    "n:logo": "logo|watermark|water mark|brand|branding|emblem|icon|badge|brand mark|brandmark",
    "n:pip": "picture in picture|picture-in-picture|pip|inset|small window|corner video|small video|overlay video|"
    "overlay clip|little window|floating window|insert window|as an inset|overlaid",
    "n:overlay": "overlay|overlays",
    "n:splitscreen": "split screen|split-screen|splitscreen|side by side|side-by-side|"
    "next to each other on screen|two-up|half and half|on top of each other|one above the other|stack|stacked|"
    "top and bottom split",
    "n:stacked": "stack|on top of each other|one above the other|stacked|top and bottom|vertically stacked|"
    "above each other|one over the other|top and bottom split|vertical split",
    "n:canvas": "aspect ratio|aspect|ratio|canvas|frame size|orientation|format of the picture|screen shape|shape|"
    "picture format|video format|dimensions|resolution of the canvas|frame shape|screen format",
    "n:crop": "uncrop|crop|crop in|cropping|crop it",
    "n:zoom": "zoom in|zoom out|zoom|ken burns|ken burns effect|pan and zoom|slow zoom|gentle zoom|zoom effect|"
    "motion|camera movement|movement|gentle motion|camera move|subtle zoom|zooming|push in|pull out|"
    "animate the photos|zoom slowly|slowly zoom|slow push|drift|camera motion|ken-burns|slight zoom|zoom a little|"
    "slow movement|subtle motion|gently zoom|moving photos|living photos",
    "n:pan": "pan|panning|slide the camera|move the camera|camera pan",
    "n:rotate": "turn it round|turn round|turn them round|turn around|turn it around|turn them around|"
    "a quarter turn|quarter turn|rotate|rotation|turn clockwise|turn sideways|spin|turned|tilt|"
    "rotated|turn it",
    "n:flip": "unflip|unmirror|unmirrored|un-mirror|un-flip|flip|mirror|flop|mirrored|mirror image|flip over",
    "n:brightness": "brightness|exposure|luminosity|lightness",
    "n:contrast": "contrast|contrasty",
    "n:saturation": "saturation|vibrance|colour intensity|color intensity|colourfulness|colorfulness|vividness",
    "n:temperature": "temperature|colour temperature|color temperature|warmth|white balance",
    "n:grayscale": "black and white|black-and-white|b&w|b and w|grayscale|greyscale|monochrome|b/w|bw|colourless|"
    "black & white|desaturated completely|gray scale|noir",
    "n:color": "colour|color|in colour|full colour|full color|tone|colours|colors|tones",
    "n:sepia": "sepia|sepia tone|sepia toned|sepia look|old photo|brown and white",
    "n:vintage": "vintage|retro|old film|old movie|old fashioned|nostalgic|old school|film look|aged",
    "n:vignette": "vignette|dark edges|darkened corners|vignetting|dark corners|darken the edges|"
    "darken the corners",
    "n:sharpen": "sharpen|sharper|sharpness|crisp|crisper|sharpening|more detail|sharp",
    "n:denoise": "denoise|noise reduction|de-noise|remove noise|reduce noise|noise removal|grain removal|noise|"
    "remove the noise|reduce the noise|grain|remove grain|reduce grain|remove the grain|reduce the grain|"
    "denoising|clean up the noise|less noise|less grain|grainy|noisy",
    "n:blur": "blur|blurry|blurred|out of focus|blur out|soften|unfocused",
    "n:stabilise": "shaky|stabilise|stabilize|stabilisation|stabilization|steady|less shaky|remove shake|"
    "remove the shake|fix the shake|smooth out the shake|anti-shake|deshake|image stabilisation|"
    "image stabilization|shake|less wobbly|steadier|shakiness|camera shake|de-shake",
    "n:opacity": "opacity|transparency|transparent|opaque|see-through|translucent",
    "n:size": "size|font size|text size|width", "n:font": "weight|font|typeface|lettering",
    "n:plate": "background box|text box|box behind|plate|text background|box|backing box|backdrop|banner|"
    "background behind the text|background plate|box behind it",
    "n:end": "tail|tail end|rear|far end|back end|end|ending|finish|very end|end of the video|close|outro|back|"
    "end of it",
    "n:start": "head|front end|top end|lead-in|opener|start|beginning|opening|front|top of the video|very beginning|"
    "very start|outset|intro|beginning of the video|start of the video",
    "n:middle": "middle|halfway|half way|midpoint|mid-point|centre of the video|halfway through",
    "n:rest": "rest|remainder|everything else|others|other ones|remaining",
    "n:edge": "top and tail|both ends|each end|either end|start and end|beginning and end|start and the end|"
    "both sides in time",
    "n:half": "half|one half", "n:quality": "quality|resolution|definition", "n:copies": "copy|copies",
    "n:filesize": "file size|megabyte|filesize", "n:place": "corner|side|edge|spot|position|place|mark",
    "n:name": "name|alphabetical|alphabetically|by name|file name|filename|alphabetical order",
    "n:random": "random|randomly|shuffle|shuffled|random order|mix up",
    "n:background": "background|backdrop|behind",
    "n:captionlines": "lines|these lines",
    "n:screen": "screen|picture|frame|on screen|on-screen|whole picture|whole frame", "n:subtitles": "subtitles",
}  # fmt: skip
