"""The trigger words of kinds in English texts, in the order in which they are tried."""

_FAIR = r"(?:trade fairs?|fairs?|exhibitions?|expos?|festivals?|conferences?|forums?|summits?|trade shows?)\b"
_PLANT = (
    r"(?:plants?|factor(?:y|ies)|mills?|works|mines?|lines?|terminals?|ports?|branch(?:es)?|offices?|smelters?|refiner"
    r"(?:y|ies)|yards?|workshops?|stores?|shops?|outlets?|restaurants?|schools?|centres?|centers?)\b"
)
_LINK = r"(?:routes?|flights?|ferr(?:y|ies)|crossings?|bridges?|corridors?|(?:air|rail|shipping|container) lines?)\b"
_CARGO = r"(?:batch(?:es)?|shipments?|containers?|cargo(?:es)?|consignments?|tonnes|tons|trainloads?)\b"
_SERVICE = r"\b(?:first|direct|regular) (?:\w+ )?(?:flights?|trains?|ferry|service)\b"
_SET_OUT = (
    r"\b(?:launch(?:es|ed)|open(?:s|ed)|start(?:s|ed)|begins?|began|begun|resume[sd]|land(?:s|ed)|depart(?:s|ed)"
    r"|took off|left"
    r"|leaves|arrive[sd]|link(?:s|ed)|connect(?:s|ed)|fl(?:ew|ies)|set off|touched down)\b"
)
_DONE = r"(?:built|begun|started|opened|launched|completed|finished|commissioned|delivered)\b"
_BEGIN = r"\b(?:begins?|began|begun|start(?:s|ed)?|resume[sd]?|gets? under ?way|got under ?way)\b"
_NEAR = r"[^.!?;]{0,50}?"

_DEAL = r"(?:deals?|agreements?|pacts?|accords?)\b"
_NOUN_AFTER = (
    r"(?!\s+(?:to|from|of|with|by|into|for|at|and|are|were|was|is|have|has|could|may|will)\b|\s*[.,;:!?]|\s*$)"
)
_NOUN_BEFORE = r"(?<!\bfor )(?<!\bof )(?<!\bin )(?<!\bon )(?<!\bits )(?<!\band )(?<!\bfirst )(?<!\bmore )(?<!\bno )"
_SENDS = (
    rf"\b{_NOUN_BEFORE}(?:ships|exports|supplies){_NOUN_AFTER}"
    r"|\b(?:shipped|exported|supplied|deliver(?:s|ed)|dispatch(?:es|ed)|hand(?:s|ed) over)\b"
    r"|\bhand(?:s|ed)\s(?:[\w-]+\s){1,4}to\b"
)
"""`Exports` and `supplies` are nouns as often: «coal exports to Peru», «cleared for exports»."""
_GREW = (
    r"(?:(?:ris|fall|grow|drop|doubl|tripl|increas|declin|exceed|total|climb|slid|jump|soar|surg|slump|shrink|plung"
    r"|halv"
    r"|top)"
    r"(?:s|es|e|ed|ped|led)?|rose|fell|grew|shrank|slip(?:s|ped)?|reached|reach(?:es)? (?:[$€£]|a record|\d)"
    r"|hits? (?:[$€£]|a record|\d))\b"
)
_RETURNS = rf"\b(?:return|come|came|go|went|fl[ye]w?)(?:s|ed|es)?\b{_NEAR}\bwith (?:an? )?(?:[\w-]+ ){{0,2}}?"
_PART = r"(?:half|a third|two[- ]thirds|a quarter|three[- ]quarters|most|part)\b"

NOT_BEFORE_A_TIME = (
    r"\b(?:not|no)\s+(?:\w+\s+){0,3}?(?:before|earlier than|sooner than|until)\s+(?:\d|the|next|late|early|mid|spring"
    r"|summer|autumn|winter|[A-Z][a-z]+ \d)"
)
"""«Not before 2029» is a delay, whatever else the sentence says of plans."""

ENGLISH_RULES: tuple[tuple[str, str], ...] = (
    ("correction", r"\b(?:calls?|called|dismiss(?:es|ed)|brand(?:s|ed))\b[^.!?;]{0,50}\b(?:false|untrue|fake|rumou?rs?)"
                   r"|\bden(?:y|ies|ied)\b|\bcorrection\s*:|\brejects? (?:the )?(?:reports|claims|rumou?rs)\b"),
    ("stall", rf"\b(?:was|were|has|have|is|are)\s+(?:never|not)(?:\s+yet)?(?:\s+been)?\s+{_DONE}"
              rf"|\b(?:did not|didn't|never)\s+(?:begin|start|open|materiali[sz]ed?|take off|got? off the ground"
              rf"|{_DONE})"
              r"|\bno sign of (?:construction|work|progress)|\byet to (?:start|begin|open|arrive|be\b)"
              r"|\bremains? on paper\b|\bno progress\b"),
    ("cancellation", r"\bcancel(?:s|l?ed)\b|\bscrap(?:s|ped)\b|\bcall(?:s|ed) off\b|\bpull(?:s|ed) out\b"
                     r"|\bwithdr(?:ew|aws)\b|\babandon(?:s|ed)\b|\brefus(?:es|ed)\b|\bwalk(?:s|ed) away\b"
                     r"|\brejects?\b|\brejected\b|\bterminate[sd]\b|\bdrop(?:s|ped) (?:the |its |a )?(?:plans?"
                     r"|project)\b"
                     r"|\b(?:fall|fell)s? (?:apart|through)\b|\b(?:talks|deal|agreement|project"
                     r"|plan)s?\b[^.!?;]{0,40}\bcollapse[sd]?\b"),
    ("delay", r"\bpostpone[sd]?\b|\bdelay(?:s|ed)?\b|\bput(?:s)? off\b|\bdeferr?(?:s|ed)\b|\bpush(?:es|ed) back\b"
              r"|\bbehind schedule\b|\bmiss(?:es|ed) (?:its |the |a )?deadline|\bslip(?:s|ped) to\b"),
    ("relocation", rf"\brelocate[sd]\b|\bmove[sd]\b{_NEAR}{_PLANT}{_NEAR}\b(?:to|from)\s+[A-Z]"),
    ("suspension", r"\bsuspend(?:s|ed)\b|\bshelved\b|\bshelves\s(?:[\w-]+\s){0,3}(?:plans?|projects?|deal)\b"
                   r"|\bhalt(?:s|ed)\b|\bpause[sd]\b|\bput(?:s)? on hold\b"
                   r"|\b(?:stands?|stood|lies|lay) idle\b"
                   r"|\bto a halt\b"
                   r"|\b(?:was|were|is|are|been|has|have) frozen\b|\bfr(?:oze|eezes)\b"),
    ("exhibition", rf"\b(?:open(?:s|ed)|close[sd]|held|hosts?|hosted|ended|took place|takes place)\b{_NEAR}{_FAIR}"
                   rf"|{_FAIR}{_NEAR}\b(?:open(?:s|ed)|close[sd]|held|ended|took place|takes place)\b"
                   rf"|\b(?:show(?:s|n|ed)|present(?:s|ed)|exhibit(?:s|ed))\b{_NEAR}\b(?:at|in)\b{_NEAR}{_FAIR}"),
    ("closure", rf"\b(?:shut(?:s)?|close[sd]) down\b|\bshutters?\b|\bshuttered\b|\bclose[sd]\b{_NEAR}{_PLANT}"
                rf"|{_PLANT}{_NEAR}\bclose[sd]\b|\b(?:ceases?|ceased|stop(?:s|ped)) (?:production|operations?"
                rf"|shipments|exports?)|\bbankrupt|\bliquidated\b"),
    ("dispute", r"\bsue[sd]?\b|\baccuse[sd]?\b|\bbreach of contract\b|\bfine[sd]\b|\blawsuit\b|\barbitration\b"
                r"|\bfiled? (?:a |the |its )?(?:claim|suit|complaint)\b"
                r"|\b(?:claim|suit|complaint) (?:was|has been) filed\b|\bprotest(?:s|ed) against\b"
                r"|\bdisput(?:es|ed)\b"),
    ("scope_cut", r"\bscale[sd]? (?:down|back)\b|\bdownsize[sd]\b"
                  r"|\b(?:cut(?:s)?|reduce[sd]|halve[sd])\s(?:[\w-]+\s){0,2}?(?:project|plans?|capacity|investment)\b"),
    ("trial_delivery", r"\b(?:trial|test|pilot) (?:\w+ )?(?:shipment|flight|batch|train|delivery|run)\b"),
    ("ceremony", r"\b(?:foundation|first|corner)[ -]?stone\b|\bgroundbreaking\b|\bribbon[- ]cutting\b"),
    ("memorandum", rf"\bsign\w*{_NEAR}(?:memorandum|\bMoU\b|letter of intent)"
                   rf"|(?:memorandum|\bMoU\b|letter of intent){_NEAR}\bsigned\b"
                   rf"|\b(?:ink|conclude)(?:s|d|ed)?\b{_NEAR}(?:memorandum|\bMoU\b|letter of intent)"
                   rf"|{_RETURNS}(?:memorandum|\bMoU\b)"),
    ("contract", rf"\bsign\w*{_NEAR}\bcontract|\bcontract{_NEAR}\bsigned\b"
                 rf"|\b(?:ink|seal|conclude|clinch|land|secure)(?:e?s|d|ed)?\b{_NEAR}\b(?:contracts?|orders?)\b"
                 rf"|{_RETURNS}contract|\b(?:wins?|won|award(?:s|ed)){_NEAR}"
                 r"\b(?:contract|tender|order)\b|\b(?:(?:halves|cuts|sells|sold) (?:its|his|her|their|a)? ?stake"
                 r"|sold to|buys|bought|purchase[sd]|acquire[sd])\b"
                 r"|\border(?:s|ed)\s+(?:\d|two|three|four|five|six|ten|a dozen)"),
    ("agreement", r"(?<!to )(?<!no )\bsign(?:s|ed)?\b|(?<!to )\bagree(?:s|d)?\b"
                  r"|\breach(?:es|ed) (?:an )?(?:agreement|a deal)\b"
                  rf"|\b(?:ink|seal|conclude|clinch|secure|strike)(?:e?s|d|ed)?\b{_NEAR}{_DEAL}"
                  rf"|\bstruck\b{_NEAR}{_DEAL}"
                  rf"|{_DEAL}{_NEAR}\b(?:sealed|concluded|inked|clinched|struck)\b|{_RETURNS}{_DEAL}"),
    ("construction_start", rf"{_BEGIN}{_NEAR}\b(?:construction|building (?:of|the|a))\b|\b(?:breaks|broke) ground\b"
                           rf"|\b(?:construction|building work|work)\b{_NEAR}{_BEGIN}"),
    ("logistics_link", rf"\b(?:launch(?:es|ed)|open(?:s|ed)|resume[sd])\b{_NEAR}{_LINK}"
                       rf"|{_LINK}{_NEAR}(?:\b(?:launched|opened|resumed)\b|{_BEGIN})"
                       rf"|{_SET_OUT}{_NEAR}{_SERVICE}|{_SERVICE}{_NEAR}{_SET_OUT}"),
    ("progress", r"\d\s*(?:%|percent|per cent) (?:complete|completed|ready|done|finished|built)\b"
                 rf"|\b{_PART}{_NEAR}\b(?:complete|completed|finished|built|done|laid)\b"
                 rf"|\b(?:finished|built|completed)\b[^.!?;]{{0,10}}\b{_PART}(?!\s+(?:of the|in)\b)"
                 r"|\b(?:construction|works?|building) (?:of [^.!?;]{0,40} )?(?:continues?|progresses)\b"),
    ("operation", r"\bcontinues? to (?:operate|work|run)\b|\bremains? in operation\b"
                  r"|\bstill (?:operates|runs|works)\b"),
    ("expansion", rf"\bexpand(?:s|ed)\b|\bsecond (?:phase|line|stage)\b{_NEAR}\b(?:opened|launched)\b"
                  rf"|\b(?:open(?:s|ed)|launch(?:es|ed))\b{_NEAR}\bsecond (?:phase|line|stage)\b"
                  r"|\bdouble[sd] (?:its )?capacity\b"),
    ("indicator", r"\b(?:trade|exports?|imports?|turnover|shipments|deliveries|output|sales|investment|arrivals"
              r"|tourists|visitors"
                  r"|traffic)\b[^.!?;]{0,60}?"
                  rf"\b{_GREW}"
                  r"|\b(?:trade|exports?|imports?|turnover|shipments|deliveries|output|sales|arrivals|tourists|visitors"
                  r"|traffic)\b[^.!?;]{0,40}?"
                  r"\b(?:up|down)\s+(?:by\s+)?\d"),
    ("delivery", r"\b(?:begins?|began|begun|start(?:s|ed)?|resume[sd]?)\s(?:[\w-]+\s){0,2}(?:selling|exports?|exporting"
                 r"|shipments?|shipping"
                 r"|deliver(?:y|ies|ing)|suppl(?:y|ies|ying))\b"),
    ("contract", r"\b(?:set(?:s)? up|form(?:s|ed)?|create[sd]?|establish(?:es|ed))\b[^.!?;]{0,20}\bjoint venture\b"),
    ("agreement", r"\b(?:set(?:s)? up|form(?:s|ed)?|create[sd]?|establish(?:es|ed))\b[^.!?;]{0,20}\bjoint\b"),
    ("commissioning", r"\bresume[sd]\s(?:[\w-]+\s){0,2}(?:production|assembly|operations?)\b|\b(?:open|launch)(?:s"
                      r"|es|ed)\b(?!\s(?:[\w-]+\s){0,2}(?:opportunit|talks|consultation"
                      r"|application|enrolment|registration|season|probe|investigation|market|tender|call))"
                      r"|\breopen(?:s|ed)\b|\binaugurate[sd]\b|\bput(?:s)?\s(?:[\w-]+\s){0,3}in(?:to)? (?:operation"
                      r"|service|use)\b"
                      r"|\bcommissioned\b|\b(?:goes|went) (?:into operation|into service|online|live|on stream)\b"
                      r"|\b(?:begins?|began|start(?:s|ed)) (?:production|operations?|producing|making|working"
                      r"|to (?:assemble|make|produce))\b"
                      r"|(?<!sale )(?<!deal )\b(?:was|were|has been|have been) (?:built|completed)\b|\brestart(?:s"
                      r"|ed)\b"),
    ("visit", rf"\b(?:hosts?|hosted|receive[sd]|welcome[sd])\b{_NEAR}\b(?:delegation|ambassador|minister|mission)\b"),
    ("permit", r"\b(?:approve[sd]|licen[sc]ed|allowed|permitted|accredited|authori[sz]ed|cleared (?:to|for))\b"
               r"|\bclears\b[^.!?;]{0,40}?\b(?:for|to)\b|\b(?:lifts|lifted)\b[^.!?;]{0,30}?\bban\b"
               r"|\b(?:receives?|received|gets?|got|granted|wins?|won)\s(?:[\w-]+\s){0,2}(?:licen[sc]e|permit"
               r"|access|approval|clearance|certificat(?:e|ion))s?\b"
               rf"|\b(?:licen[sc]e|permit){_NEAR}\b(?:issued|granted)\b"),
    ("delivery", rf"{_SENDS}|\bsen(?:ds|t)\b{_NEAR}{_CARGO}"
                 rf"|\b{_CARGO}{_NEAR}\b(?:arrive[sd]|left|leaves|depart(?:s|ed)|reache[sd])\b"
                 r"|\btakes? delivery\b|\btook delivery\b|\b(?:goes|go|went) on sale\b"
                 r"|\bgoes? to [^.!?;]{0,40} by (?:rail|sea|road)\b"),
    ("statement", r"\b(?:plans?|intends?|expects?|aims?|proposes?|wants?|hopes?|considers?|weighs|eyes?|pledge[sd]?"
                  r"|promise[sd]?|invite[sd]?|announce[sd]?)\b|\bwould like\b|\bready to\b"
                  r"|\b(?:to|will) (?:be|build|invest|open|launch|ship|supply|export|start|expand|produce|sign"
                  r"|create|set up|get|buy|sell|move|relocate|receive|join|host|begin|make|reach|arrive|become|run"
                  r"|sail|fly|link|double|raise)\b"),
    ("talks", r"\bdiscuss(?:es|ed)?\b|\btalks\b|\bme(?:et|ets|t) with\b|\bnegotiat\w+|\bconsult(?:s|ed|ations)\b"
              r"|\bheld a meeting\b|\bm(?:eet|eets|et)\b"),
    ("visit", r"\b(?:inspect(?:s|ed)|tours?)\b|\bhost(?:s|ed)\b[^.!?;]{0,30}\b(?:engineers|investors|students"
              r"|guests|officials)\b"
              r"|\bvisit(?:s|ed)?\b|\bdelegation\b|\b(?:trade|business) mission\b|\btoured\b|\btravell?(?:s|ed) to\b"),
    ("exhibition", rf"\b{_FAIR}"),
    ("statement", r"\bwill\b"),
)  # fmt: skip
