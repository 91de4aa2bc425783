//! Old and variant kanji, and the standard form to which they are folded.

use std::sync::OnceLock;

const FIRST: u32 = 0x4E00;
const COUNT: usize = 0xA000 - 0x4E00;

/// Pairs of a variant and its standard form. Chains are followed to their end when the table is built.
const PAIRS: &str = "\
亞亜惡悪壓圧圍囲醫医爲為壹壱隱隠榮栄營営衞衛驛駅圓円鹽塩緣縁艷艶應応歐欧毆殴櫻桜奧奥橫横溫温穩穏假仮價価禍禍畫画會会\
壞壊悔悔懷懐繪絵槪概擴拡殼殻覺覚學学嶽岳樂楽勸勧卷巻寬寛歡歓罐缶觀観關関陷陥巖巌顏顔歸帰氣気龜亀僞偽戲戯犧犠卻却糺糾\
據拠擧挙峽峡挾挟敎教狹狭鄕郷堯尭曉暁區区驅駆勳勲薰薫羣群徑径惠恵溪渓經経繼継莖茎螢蛍輕軽鷄鶏藝芸缺欠儉倹劍剣圈圏檢検\
權権獻献硏研縣県險険顯顕驗験嚴厳效効廣広恆恒鑛鉱號号國国黑黒濟済碎砕齋斎劑剤櫻桜冱冴雜雑參参慘惨棧桟蠶蚕贊賛殘残絲糸\
齒歯兒児辭辞濕湿實実舍舎寫写釋釈壽寿收収從従澁渋獸獣縱縦肅粛處処緖緒敍叙奬奨將将涉渉燒焼獎奨稱称證証乘乗剩剰壤壌孃嬢\
條条淨浄疊畳穰穣讓譲釀醸囑嘱觸触寢寝愼慎晉晋眞真盡尽圖図粹粋醉酔隨随髓髄數数樞枢聲声靜静齊斉攝摂竊窃專専戰戦淺浅潛潜\
纖繊踐践錢銭禪禅曾曽雙双壯壮搜捜插挿爭争窗窓總総聰聡莊荘裝装騷騒增増臟臓藏蔵屬属續続墮堕體体對対帶帯滯滞臺台瀧滝擇択\
澤沢單単擔担膽胆團団彈弾斷断癡痴晝昼蟲虫鑄鋳廳庁聽聴鎭鎮塚塚遞逓鐵鉄轉転點点傳伝黨党盜盗燈灯當当鬪闘德徳獨独讀読屆届\
繩縄貳弐姙妊黏粘惱悩腦脳霸覇廢廃拜拝賣売麥麦發発髮髪拔抜蠻蛮祕秘濱浜甁瓶拂払佛仏竝並變変邊辺辯弁瓣弁辨弁舖舗穗穂寶宝\
萠萌襃褒豐豊沒没飜翻槇槙萬万滿満默黙彌弥藥薬譯訳豫予餘余與与譽誉搖揺樣様謠謡遙遥瑤瑶慾欲來来賴頼亂乱覽覧畧略龍竜兩両\
獵猟壘塁勵励禮礼隸隷靈霊齡齢戀恋爐炉勞労樓楼郞郎祿禄錄録亙亘灣湾\
髙高﨑崎嵜崎碕崎埼崎濵浜邉辺嶋島嶌島冨富峯峰桒桑舘館舩船槗橋澁渋渕淵渊淵淵渕栁柳籐藤籔薮藪薮龝秋煕熙凞熙熈熙穐秋德徳\
吉吉﨔欅舛升埜野條条廼乃萢萢祐祐靑青淸清晴晴精精淸清黃黄綠緑銳鋭悅悦說説稅税脫脱閱閲戶戸戾戻強強勻匂步歩每毎海海敏敏\
敬敬晚晩橫横歷歴曆暦橫横虛虚屛屏倂併硏研姬姫眞真卽即既既鄕郷鄉郷卿卿產産產産拔抜兔兎兎兎內内吳呉娛娯戾戻俞兪喩喩\
曻昇昻昂槪概凉涼况況决決冲沖减減凖準瀨瀬頰頬蟬蝉繫繋驒騨嚙噛囊嚢剝剥填填塡填搔掻摑掴攢攅潑溌瀆涜焰焔瘦痩禱祷簞箪\
籠篭萊莱蔣蒋蠟蝋賤賎醱醗醬醤鷗鴎鹼鹸麴麹麵麺屢屡俠侠倦倦幷并彈弾硤硤礪砺蘆芦竈竃諫諌賓賓邇迩靭靱靱靭侭儘檜桧檮梼\
濤涛籏旗籘藤蕊蕋頸頚鶯鴬鷺鷺曬晒棲栖梹檳楕橢樟樟欝鬱砿鉱穎頴箒帚篦箆罎壜翆翠聯連脉脈膓腸臈臘艫艫菓菓蔭陰薗園\
藁藁虱蝨蛎蠣裡裏覊羈訛訛讃讚讚賛賍贓躰体軀躯輌輛輛両輜輜遡遡遯遁鄰隣鈬鐸鈎鉤鋪舗鍊錬鎔熔鎗槍閒間闇闇阯址陜陝雁鴈\
鞱韜頽頹飃飄餠餅駈駆騨騨髯髥鰺鯵鱉鼈鴈雁鵄鴟鵞鵝鷏鷆麁麤麸麩鼡鼠龍竜\
乕虎仭仞凛凜剱剣劔剣劒剣剱剣卆卒咒呪啓啓囘回囬回坿附埓埒塀塀墻牆壻婿姉姉姊姉妍妍寳宝寶宝尅剋岡岡崗岡峩峨\
嶇嶇巌巌帋紙幤幣庵庵廐厩廏厩廰庁弌一弍二弎三弯湾彜彝徃往忰悴恠怪悳徳慙慚戞戛扣叩抬擡拕拖挿挿捗捗揷挿攷考敕勅斈学\
斎斎斉斎齊斎齋斎旾春昿曠曽曽栢柏桝枡桺柳桙鉾棊棋椁槨楳梅榘矩榊榊槹槔樮樮橘橘檐簷櫟櫟歿没沪濾泪涙洌冽浄浄涌湧湧涌渴渇\
湮湮溂剌滙匯漑漑澂澄澑溜濶闊濳潜瀾瀾灌潅焔焔煑煮熏燻燗爛牀床牆墻犂犁狆狆猪猪獏貘琢琢瓊瓊甎磚畄留畆畝畊耕畞畝異異畴疇疂畳\
疉畳癈廃癒癒皃貌皈帰盃杯盖蓋睹睹矦侯砕砕碍礙碁碁祈祈祥祥禎禎禀稟秌秋稾稿穉稚窓窓窰窯竒奇竚佇竸競笇算筝箏筯箸箇箇\
節節糓穀糾糾紮紮絃弦絏紲綫線総総緕纃縡縡繁繁繃繃繈襁繍繡繡繍羇羈翫玩聟婿聨連肬疣胆胆脗吻腁胼臀臀舗舗芲花苅刈苺莓\
荅答莵菟菴庵萃萃葢蓋蒭芻蔕蒂蔘参蕚萼薑姜薮薮藷薯蘂蕋虀齏虧虧蚊蚊蛍蛍蝿蠅蠅蝿衂衄衞衛袵衽襍雑覈核觧解詠詠諡謚謌歌謡謡\
譁嘩譛譖讌讌谿渓豎竪豬猪豫予贋贗贗贋趂趁跡跡蹟跡迹跡踪蹤躪躙迯逃迴廻逎遒遙遥邨村郤郄鄰隣醋酢醻酬釖刀鈆鉛鉄鉄銕鉄鉾鉾\
錬錬鎚槌鎻鎖鏁鎖鐡鉄鑚鑽鑵缶閇閉閙鬧隂陰隄堤隠隠隣隣隷隷雋俊雞鶏雰雰靉靉鞆鞆鞦鞦韭韮頋顧頥頤飈飆飮飲饑飢馭御駈駆驩歓髓髄\
鬚須鬢鬢鯏鯏鰮鰯鱗鱗鳫雁鴬鴬鵐鵐鵬鵬鷽鷽鹵鹵麪麺麹麹黙黙鼈鼈齡齢龕龕龜亀\
廻回稀希藪薮豎竪附付劃画輯集註注壷壺晄晃晧皓椙杉杦杉枩松蘓蘇圡土夘卯仝同冝宜凾函劵券勛勲\
卋世圀国埀垂夛多寕寧寜寧彥彦柹柿歲歳耻恥胷胸腳脚逹達釼剣靏鶴靎鶴顚顛腟膣彎弯痹痺蓐褥繃包";

/// The standard form of `c`.
pub(super) fn plain(c: char) -> char {
    static TABLE: OnceLock<Vec<char>> = OnceLock::new();
    let table = TABLE.get_or_init(build);
    let at = (u32::from(c)).wrapping_sub(FIRST) as usize;
    table.get(at).copied().unwrap_or(c)
}

/// The standard form of a character outside the unified block.
pub(super) fn outside(c: char) -> char {
    match c {
        '\u{20BB7}' => '吉',
        '\u{20B9F}' => '叱',
        '\u{FA11}' => '崎',
        '\u{5516}' => '啞',
        '\u{2000B}' => '丈',
        '\u{20B24}' | '\u{20B58}' => '命',
        '\u{2123D}' => '圷',
        '\u{2131B}' => '塚',
        '\u{2146E}' => '樫',
        '\u{218BD}' => '家',
        '\u{21E34}' => '冨',
        '\u{233CC}' | '\u{2363A}' => '桑',
        '\u{23594}' => '槙',
        '\u{2363C}' => '檜',
        '\u{24BD2}' => '留',
        '\u{25771}' => '禄',
        '\u{25AD7}' => '箸',
        '\u{28E36}' => '邦',
        '\u{28EF6}' => '頼',
        '\u{290E1}' => '靭',
        '\u{29E3D}' => '鮫',
        _ => c,
    }
}

fn build() -> Vec<char> {
    let mut table: Vec<char> = (FIRST..FIRST + 0x5200)
        .map(|n| char::from_u32(n).unwrap_or('\0'))
        .collect();
    debug_assert_eq!(table.len(), COUNT);
    let mut parent: std::collections::BTreeMap<char, char> = std::collections::BTreeMap::new();
    let mut chars = PAIRS.chars();
    while let (Some(from), Some(to)) = (chars.next(), chars.next()) {
        // Both are followed to the end of their chains, so that a ring (渕淵渕) ends in one of its members.
        let from = root(&parent, from);
        let to = root(&parent, to);
        if from != to {
            parent.insert(from, to);
        }
    }
    for slot in &mut table {
        *slot = root(&parent, *slot);
    }
    table
}

fn root(parent: &std::collections::BTreeMap<char, char>, mut c: char) -> char {
    while let Some(&next) = parent.get(&c) {
        c = next;
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_pairs_and_ends_in_one_form() {
        assert_eq!(
            PAIRS.chars().count() % 2,
            0,
            "an odd character shifts all pairs"
        );
        for c in PAIRS.chars() {
            assert_eq!(plain(plain(c)), plain(c), "{c}");
        }
        let same = [
            "斉斎齊齋",
            "渕淵渊",
            "辺邊邉",
            "高髙",
            "浜濱濵",
            "沢澤",
            "国國",
            "鉄鐵銕鐡",
            "崎嵜碕埼﨑",
        ];
        for group in same {
            let one = plain(outside(group.chars().next().unwrap()));
            assert!(group.chars().all(|c| plain(outside(c)) == one), "{group}");
        }
        for (a, b) in [
            ('弁', '弘'),
            ('体', '休'),
            ('予', '矛'),
            ('台', '合'),
            ('人', '入'),
        ] {
            assert_ne!(plain(a), plain(b));
        }
    }
}
