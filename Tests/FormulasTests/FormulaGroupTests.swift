import Testing

@testable import Formulas
@testable import XLSX

/// The groups of functions, each with values that Excel's documentation gives or that follow from definitions.
struct FormulaGroupTests {
  private static let book = FormulaWorkbook([
    "A1": "Tree", "B1": "Height", "C1": "Yield", "A2": "Apple", "B2": "18", "C2": "14", "A3": "Pear", "B3": "12",
    "C3": "10", "A4": "Cherry", "B4": "13", "C4": "9", "A5": "Apple", "B5": "14", "C5": "10", "A6": "Pear", "B6": "9",
    "C6": "8", "A7": "Apple", "B7": "8", "C7": "6", "E1": "Tree", "F1": "Height", "E2": "Apple", "F2": ">10",
    "H1": "1", "H2": "2", "H3": "2", "H4": "5", "I1": "3", "I2": "4", "I3": "1", "J1": "9", "J2": "=SUBTOTAL(9,H1:H4)",
    "J3": "#N/A", "J4": "4", "L1": "b", "L2": "a", "L3": "B",
  ])

  private func check(_ cases: [(String, CellValue)]) throws {
    let calculation = try Self.book.calculation()
    for (formula, expected) in cases {
      do throws(FormulaFault) {
        let value = try calculation.value(of: formula, at: "Z50", in: "One")
        #expect(value.isClose(expected), "\(formula): \(value)")
      } catch {
        Issue.record("\(formula): \(error)")
      }
    }
  }

  private func checkFaults(_ formulas: [String]) throws {
    let calculation = try Self.book.calculation()
    for formula in formulas {
      #expect(throws: FormulaFault.self, "\(formula)") {
        try calculation.value(of: formula, at: "Z50", in: "One")
      }
    }
  }

  @Test func `at least three hundred functions are known`() {
    #expect(WorkbookCalculation.functionNames.count >= 300)
  }

  @Test func `angles and whole numbers`() throws {
    try check([
      ("ACOT(2)", 0.4636476090008061), ("ACOT(-1)", 2.356194490192345), ("ACOTH(6)", 0.16823611831060645),
      ("ATAN2(-1,-1)", -2.356194490192345), ("ATAN2(0,0)", .error(.divisionByZero)), ("COT(30)", -0.15611995216165922),
      ("CSC(0)", .error(.divisionByZero)), ("SEC(45)", 1.9035944074044246), ("ACOSH(0.5)", .error(.number)),
      ("SIN(2^27)", .error(.number)), ("ASIN(2)", .error(.number)), ("COTH(2)", 1.0373147207275482),
      ("COMBIN(8,2)", 28), ("COMBIN(2,3)", .error(.number)), ("COMBINA(4,3)", 20), ("PERMUT(100,3)", 970200),
      ("PERMUTATIONA(3,2)", 9), ("FACTDOUBLE(7)", 105), ("FACTDOUBLE(6)", 48), ("FACTDOUBLE(-1)", 1),
      ("GCD(24,36)", 12), ("GCD(5,0)", 5), ("LCM(24,36)", 72), ("LCM(TRUE,2)", .error(.value)),
      ("MULTINOMIAL(2,3,4)", 1260), ("BASE(7,2)", "111"), ("BASE(100,16,4)", "0064"), ("DECIMAL(\"FF\",16)", 255),
      ("DECIMAL(\"zap\",36)", 45745), ("ARABIC(\"LVII\")", 57), ("ARABIC(\"mcmxii\")", 1912),
      ("ROMAN(499,0)", "CDXCIX"), ("ROMAN(499,1)", "LDVLIV"), ("ROMAN(499,2)", "XDIX"), ("ROMAN(499,3)", "VDIV"),
      ("ROMAN(499,4)", "ID"), ("ROMAN(1999)", "MCMXCIX"), ("ROMAN(4000)", .error(.value)), ("ROMAN(0)", ""),
      ("SERIESSUM(2,0,1,{1,2,3})", 17), ("SQRTPI(2)", 2.5066282746310002),
    ])
  }

  @Test func matrices() throws {
    try check([
      ("MDETERM({1,3,8,5;1,3,6,1;1,1,1,0;7,3,10,2})", 88), ("MDETERM({3,6;1,1})", -3),
      ("INDEX(MINVERSE({4,-1;2,0}),1,2)", 0.5), ("MINVERSE({1,2;2,4})", .error(.number)),
      ("INDEX(MMULT({1,3;7,2},{2,0;0,2}),2,1)", 14), ("MMULT({1,2},{1,2})", .error(.value)),
      ("SUM(MUNIT(3))", 3), ("SUMX2MY2({2,3,9},{6,5,11})", -88), ("SUMX2PY2({2,3,9},{6,5,11})", 276),
      ("SUMXMY2({2,3,9},{6,5,11})", 24), ("SUMXMY2({1,2},{1})", .error(.notAvailable)),
    ])
  }

  @Test func dates() throws {
    try check([
      ("DATEVALUE(\"8/22/2011\")", 40777), ("DATEVALUE(\"22-MAY-2011\")", 40685), ("DATEVALUE(\"2011/02/23\")", 40597),
      ("DATEVALUE(\"January 5, 2024\")", 45296), ("DATEVALUE(\"13/40/2011\")", .error(.value)),
      ("TIMEVALUE(\"2:24 AM\")", 0.1), ("TIMEVALUE(\"22-Aug-2011 6:35 AM\")", 0.2743055555555556),
      ("DATEDIF(36892,37622,\"Y\")", 2), ("DATEDIF(37043,37483,\"D\")", 440), ("DATEDIF(37043,37483,\"YD\")", 75),
      ("ADDRESS(2,3,1,FALSE)", "R2C3"), ("ADDRESS(2,3,2,FALSE)", "R2C[3]"),
      ("ADDRESS(2,3,4,FALSE,\"S\")", "S!R[2]C[3]"),
      ("DATE(1900,2,29)", 60), ("DATE(1900,3,0)", 60), ("DATE(1900,1,61)", 61), ("DATEDIF(2,1,\"D\")", .error(.number)),
      ("DAYS360(40573,40575)", 1), ("DAYS360(40544,40908)", 360),
      ("WEEKNUM(40977)", 10), ("WEEKNUM(40977,2)", 11), ("ISOWEEKNUM(40977)", 10), ("WEEKDAY(39492,11)", 4),
      ("NETWORKDAYS(41183,41334)", 110), ("NETWORKDAYS(41183,41334,41235)", 109),
      ("NETWORKDAYS.INTL(38718,38749,\"0010001\",{38719,38733})", 20), ("MONTH(DATEVALUE(\"1 \"&\"December\"))", 12),
      ("NETWORKDAYS.INTL(38718,38749,7,{38719,38733})", 22),
      ("WORKDAY(39722,151)", 39933), ("WORKDAY.INTL(40909,30,17)", 40944),
      ("WORKDAY.INTL(1,1,\"1111111\")", .error(.value)),
      ("YEARFRAC(40909,41120)", 0.5805555555555556), ("YEARFRAC(40909,41120,1)", 0.5765027322404371),
      ("YEARFRAC(1,2,5)", .error(.number)),
    ])
    try checkFaults([
      "DATEVALUE(\"5 Mar\")", "DATEVALUE(\"31/12/2024\")", "DATEVALUE(\"1.2.2024\")",
    ])
  }

  @Test func `annuities and returns`() throws {
    try check([
      ("PMT(0.08/12,10,10000)", -1037.0320893591636), ("PMT(0.08/12,10,10000,0,1)", -1030.1643271779772),
      ("FV(0.06/12,10,-200,-500,1)", 2581.403374060198), ("PV(0.08/12,240,500)", -59777.1458511878),
      ("NPER(0.01,-100,-1000,10000,1)", 59.67386567429457), ("RATE(48,-200,8000)", 0.007701472488201368),
      ("IPMT(0.1/12,1,36,8000)", -66.66666666666667), ("PPMT(0.08,10,10,200000)", -27598.05346242135),
      ("CUMIPMT(0.09/12,360,125000,13,24,0)", -11135.232130750845),
      ("CUMPRINC(0.09/12,360,125000,1,1,0)", -68.27827118097543), ("ISPMT(0.1/12,1,36,8000000)", -64814.81481481481),
      ("EFFECT(0.0525,4)", 0.05354266737075819), ("NOMINAL(0.053543,4)", 0.05250031986816275),
      ("PDURATION(0.025,2000,2200)", 3.8598661626226787), ("RRI(96,10000,11000)", 0.0009933073762913303),
      ("FVSCHEDULE(1,{0.09,0.11,0.1})", 1.3308900000000004), ("DOLLARDE(1.02,16)", 1.125), ("DOLLARFR(1.125,16)", 1.02),
      ("NPV(0.1,-10000,3000,4200,6800)", 1188.4434123352216),
      ("IRR({-70000,12000,15000,18000,21000,26000})", 0.08663094803653162), ("IRR({1,2})", .error(.number)),
      ("MIRR({-120000,39000,30000,21000,37000,46000},0.1,0.12)", 0.1260941303659051),
      ("XNPV(0.09,{-10000,2750,4250,3250,2750},{39448,39508,39751,39859,39904})", 2086.647602031535),
      ("XIRR({-10000,2750,4250,3250,2750},{39448,39508,39751,39859,39904})", 0.3733625352382660),
    ])
    try check([
      (
        "XIRR({139947.43,1893.67,52573.25,48849.74,26369.16,-273029.18},{43636,43643,43637,43640,43643,43673})",
        0.137963527441025
      )
    ])
    try checkFaults(["NPV(IRR({-20,5,5,5,5,5}),-20,5,5,5,5,5)"])
  }

  @Test func depreciation() throws {
    try check([
      ("SLN(30000,7500,10)", 2250), ("SYD(30000,7500,10,1)", 4090.909090909091),
      ("DB(1000000,100000,6,1,7)", 186083.33333333334), ("DB(1000000,100000,6,7,7)", 15845.098473848071),
      ("DDB(2400,300,3650,1)", 1.315068493150685), ("DDB(2400,300,10,10)", 22.12254720000003),
      ("VDB(2400,300,10,0,0.875,1.5)", 315), ("VDB(2400,300,120,6,18)", 396.30605326475875),
      ("AMORLINC(2400,39679,39813,300,1,0.15,1)", 360), ("AMORDEGRC(2400,39679,39813,300,1,0.15,1)", 776),
    ])
  }

  @Test func bonds() throws {
    try check([
      ("COUPDAYBS(40568,40862,2,1)", 71), ("COUPDAYS(40568,40862,2,1)", 181), ("COUPDAYSNC(40568,40862,2,1)", 110),
      ("COUPNCD(40568,40862,2,1)", 40678), ("COUPNUM(39107,39767,2,1)", 4), ("COUPPCD(40568,40862,2,1)", 40497),
      ("PRICE(39493,43054,0.0575,0.065,100,2,0)", 94.63436162132213),
      ("YIELD(39493,42689,0.0575,95.04287,100,2,0)", 0.06500000688075479),
      ("DURATION(43282,54058,0.08,0.09,2,1)", 10.919145281591925),
      ("MDURATION(39448,42370,0.08,0.09,2,1)", 5.735669813918838),
      ("ACCRINT(39508,39691,39569,0.1,1000,2,0)", 16.666666666666668),
      ("ACCRINTM(39539,39614,0.1,1000,3)", 20.54794520547945),
      ("DISC(43282,50403,97.975,100,1)", 0.0010386620558910317),
      ("INTRATE(39493,39583,1000000,1014420,2)", 0.05768),
      ("RECEIVED(39493,39583,1000000,0.0575,2)", 1014584.6544071021),
      ("PRICEDISC(39494,39508,0.0525,100,2)", 99.79583333333333),
      ("YIELDDISC(39494,39508,99.795,100,2)", 0.05282257198685834),
      ("PRICEMAT(39493,39551,39397,0.061,0.061,0)", 99.98449887555694),
      ("YIELDMAT(39522,39755,39394,0.0625,100.0123,0)", 0.060954333691538),
      ("TBILLEQ(39538,39600,0.0914)", 0.09415149356594302), ("TBILLPRICE(39538,39600,0.09)", 98.45),
      ("TBILLYIELD(39538,39600,98.45)", 0.09141696292534233),
      ("ODDFPRICE(39763,44256,39736,39873,0.0785,0.0625,100,2,1)", 113.59771747407883),
      ("ODDFYIELD(39763,44256,39736,39873,0.0575,84.5,100,2,0)", 0.07724554159),
      ("ODDLPRICE(39485,39614,39370,0.0375,0.0405,100,2,0)", 99.87828601472134),
      ("ODDLYIELD(39558,39614,39440,0.0375,99.875,100,2,0)", 0.04519223562),
    ])
  }

  @Test func distributions() throws {
    try check([
      ("NORM.DIST(42,40,1.5,TRUE)", 0.9087887802741321), ("NORM.INV(0.908789,40,1.5)", 42.00000200956616),
      ("NORM.S.INV(0.908789)", 1.3333346730441074), ("NORM.S.DIST(1.333333,FALSE)", 0.16401014756936722),
      ("GAUSS(2)", 0.4772498680518208), ("PHI(0.75)", 0.30113743215480443),
      ("STANDARDIZE(42,40,1.5)", 1.3333333333333333),
      ("FISHER(0.75)", 0.9729550745276566), ("FISHERINV(0.972955)", 0.7499999673940943),
      ("LOGNORM.DIST(4,3.5,1.2,TRUE)", 0.03908355570680048), ("LOGNORM.INV(0.039084,3.5,1.2)", 4.0000252186806),
      ("EXPON.DIST(0.2,10,TRUE)", 0.8646647167633873), ("WEIBULL.DIST(105,20,100,TRUE)", 0.9295813900692769),
      ("GAMMA(2.5)", 1.329340388179137), ("GAMMALN(4)", 1.791759469228055), ("GAMMA(-1)", .error(.number)),
      ("GAMMA.DIST(10.00001131,9,2,TRUE)", 0.06809400387148412), ("GAMMA.INV(0.068094,9,2)", 10.000011191425),
      ("BETA.DIST(2,8,10,TRUE,1,3)", 0.6854705810547), ("BETA.INV(0.685470581,8,10,1,3)", 1.9999999999),
      ("CHISQ.DIST(0.5,1,TRUE)", 0.5204998778130465), ("CHISQ.DIST.RT(18.307,10)", 0.05000058909139826),
      ("CHISQ.INV(0.93,1)", 3.283020286759542), ("CHISQ.INV.RT(0.050001,10)", 18.30697345696105),
      ("T.DIST(60,1,TRUE)", 0.9946953263673741), ("T.DIST.2T(1.959999998,60)", 0.05464492997592066),
      ("T.INV.2T(0.546449,60)", 0.6065330760),
      ("F.DIST(15.2069,6,4,TRUE)", 0.9900000430027627), ("F.INV.RT(0.01,6,4)", 15.206864861),
      ("TDIST(-1,5,1)", .error(.number)),
      ("BINOM.DIST(6,10,0.5,FALSE)", 0.205078125), ("BINOM.INV(6,0.5,0.75)", 4),
      ("BINOM.DIST.RANGE(60,0.75,48)", 0.083974967429),
      ("NEGBINOM.DIST(10,5,0.25,FALSE)", 0.05504866037517786), ("HYPGEOM.DIST(1,4,8,20,FALSE)", 0.3632610939112487),
      ("POISSON.DIST(2,5,TRUE)", 0.12465201948308113), ("CONFIDENCE.NORM(0.05,2.5,50)", 0.6929519121748),
      ("CONFIDENCE.T(0.05,1,50)", 0.2841968554957), ("PROB({0,1,2,3},{0.2,0.3,0.1,0.4},1,3)", 0.8),
      ("Z.TEST({3,6,7,8,6,5,4,2,1,9},4)", 0.09057419685136381),
      ("T.TEST({3,4,5,8,9,1,2,4,5},{6,19,3,2,14,4,5,17,1},2,1)", 0.19601578492),
      ("F.TEST({6,7,9,15,21},{20,28,31,38,40})", 0.64831784635),
    ])
  }

  @Test func `descriptions and regressions`() throws {
    try check([
      ("AVEDEV(4,5,6,7,5,4,3)", 1.020408163265306), ("DEVSQ(4,5,8,7,11,4,3)", 48),
      ("GEOMEAN(4,5,8,7,11,4,3)", 5.476986969656962),
      ("HARMEAN(4,5,8,7,11,4,3)", 5.028375962061728), ("KURT(3,4,5,2,3,4,5,6,4,7)", -0.15179963720841627),
      ("SKEW(3,4,5,2,3,4,5,6,4,7)", 0.3595430714067974), ("SKEW.P(3,4,5,2,3,4,5,6,4,7)", 0.303193339354144),
      ("MODE(5.6,4,4,3,2,4)", 4), ("MODE(1,2)", .error(.notAvailable)),
      ("SUM(MODE.MULT({1,2,3,4,3,2,1,2,3,5,6,1}))", 6),
      ("PERCENTILE({1,3,2,4},0.3)", 1.9), ("PERCENTILE.EXC({6,7,15,36,39,40,41,42,43,47,49},0.25)", 15),
      ("QUARTILE({1,2,4,7,8,9,10,12},1)", 3.5), ("QUARTILE.EXC({6,7,15,36,39,40,41,42,43,47,49},3)", 43),
      ("PERCENTRANK({13,12,11,8,4,3,2,1,1,1},2)", 0.333), ("PERCENTRANK.EXC({1,2,3,6,6,6,7,8,9},7)", 0.7),
      ("RANK.AVG(2,H1:H4)", 2.5), ("TRIMMEAN({4,5,6,7,2,3,4,5,1,2,3},0.2)", 3.7777777777777777),
      ("VARA(1,TRUE,\"2\")", 0.3333333333333333), ("INDEX(FREQUENCY({79,85,78,85,50,81,95,88,97},{70,79,89}),3)", 4),
      ("CORREL({3,2,4,5,6},{9,7,12,15,17})", 0.9970544855015815), ("COVARIANCE.P({3,2,4,5,6},{9,7,12,15,17})", 5.2),
      ("COVARIANCE.S({2,4,8},{5,11,12})", 9.666666666666666),
      ("SLOPE({2,3,9,1,8,7,5},{6,5,11,7,5,4,4})", 0.3055555555555556),
      ("INTERCEPT({2,3,9,1,8},{6,5,11,7,5})", 0.04838709677419217),
      ("RSQ({2,3,9,1,8,7,5},{6,5,11,7,5,4,4})", 0.05795019157088122),
      ("STEYX({2,3,9,1,8,7,5},{6,5,11,7,5,4,4})", 3.305718950210041),
      ("FORECAST(30,{6,7,9,15,21},{20,28,31,38,40})", 10.607253086419755),
      ("INDEX(LINEST({1,9,5,7},{0,4,2,3}),1)", 2), ("SUM(LINEST({1,9,5,7},{0,4,2,3})*{9,1})", 19),
      ("INDEX(LOGEST({33100,47300,69000,102000,150000,220000},{11,12,13,14,15,16}),1)", 1.4632756281161756),
      ("INDEX(TREND({1;9;5;7},{0;4;2;3},{5}),1)", 11), ("SUM(GROWTH({2,4,8}))", 14),
      ("CORREL({1,2},{1,2,3})", .error(.notAvailable)), ("SLOPE({1,2},{3,3})", .error(.divisionByZero)),
    ])
  }

  @Test func engineering() throws {
    try check([
      ("BITAND(13,25)", 9), ("BITLSHIFT(4,2)", 16), ("BITRSHIFT(13,2)", 3), ("BITXOR(5,3)", 6),
      ("BITOR(-1,1)", .error(.number)),
      ("BIN2DEC(1100100)", 100), ("BIN2DEC(1111111111)", -1), ("DEC2BIN(9,4)", "1001"), ("DEC2BIN(-100)", "1110011100"),
      ("DEC2BIN(512)", .error(.number)), ("DEC2HEX(-54)", "FFFFFFFFCA"), ("HEX2DEC(\"FFFFFFFF5B\")", -165),
      ("HEX2BIN(\"F\",8)", "00001111"),
      ("OCT2HEX(100,4)", "0040"), ("OCT2DEC(7777777533)", -165), ("BIN2HEX(11111011,4)", "00FB"),
      ("BIN2DEC(2)", .error(.number)),
      ("DELTA(5,4)", 0), ("GESTEP(5,4)", 1), ("ERF(0.745)", 0.7079289200957377), ("ERF(0,1)", 0.8427007929497149),
      ("ERFC(1)", 0.15729920705028513),
      ("BESSELJ(1.9,2)", 0.3299258286697852), ("BESSELI(1.5,1)", 0.981666428475166),
      ("BESSELK(1.5,1)", 0.2773878036322587),
      ("CONVERT(1,\"lbm\",\"kg\")", 0.45359237), ("CONVERT(68,\"F\",\"C\")", 20),
      ("CONVERT(2.5,\"ft\",\"sec\")", .error(.notAvailable)),
      ("CONVERT(1,\"km\",\"mi\")", 0.621371192237334), ("CONVERT(1,\"Mibyte\",\"kibit\")", 8192),
      ("CONVERT(1,\"dam3\",\"l\")", 1_000_000),
      ("COMPLEX(3,4)", "3+4i"), ("COMPLEX(0,1,\"j\")", "j"), ("COMPLEX(1,-1)", "1-i"), ("IMABS(\"5+12i\")", 13),
      ("IMREAL(\"6-9i\")", 6),
      ("IMAGINARY(\"0-j\")", -1), ("IMARGUMENT(\"3+4i\")", 0.9272952180016122), ("IMCONJUGATE(\"3+4i\")", "3-4i"),
      ("IMSUM(\"3+4i\",\"5-3i\")", "8+i"),
      ("IMSUB(\"13+4i\",\"5+3i\")", "8+i"), ("IMPRODUCT(\"3+4i\",\"5-3i\")", "27+11i"),
      ("IMDIV(\"-238+240i\",\"10+24i\")", "5+12i"),
      ("IMEXP(\"1+i\")", "1.46869393991589+2.28735528717884i"),
      ("IMREAL(\"x\")", .error(.number)),
      ("IMSINH(\"4+3i\")", "-27.0168132580039+3.85373803791938i"),
      ("IMLN(\"3+4i\")", "1.6094379124341+0.927295218001612i"),
      ("IMSUM(\"i\",\"j\")", .error(.value)),
    ])
    try checkFaults(["BESSELJ(9,1)", "IMSQRT(-1)"])
  }

  @Test func databases() throws {
    try check([
      ("DSUM(A1:C7,\"Yield\",E1:E2)", 30), ("DAVERAGE(A1:C7,3,E1:F2)", 12), ("DCOUNT(A1:C7,\"Height\",E1:F2)", 2),
      ("DCOUNTA(A1:C7,,E1:E2)", 3),
      ("DMAX(A1:C7,\"yield\",E1:E2)", 14), ("DMIN(A1:C7,2,E1:E2)", 8), ("DGET(A1:C7,1,E1:E2)", .error(.number)),
      ("DPRODUCT(A1:C7,3,E1:F2)", 140),
      ("DVAR(A1:C7,3,E1:E2)", 16), ("DSTDEVP(A1:C7,3,E1:E2)", 3.265986323710904),
      ("DSUM(A1:C7,\"No\",E1:E2)", .error(.value)),
    ])
  }

  @Test func arrays() throws {
    try check([
      ("SUM(SEQUENCE(3,2,5,2))", 60), ("INDEX(TAKE(A1:C7,-1),1,1)", "Apple"), ("COLUMNS(DROP(A1:C7,1,2))", 1),
      ("DROP(A1:C7,9)", .error(.value)),
      ("INDEX(CHOOSECOLS(A1:C7,-1,1),1,1)", "Yield"), ("ROWS(CHOOSEROWS(A1:C7,{1,3}))", 2),
      ("CHOOSEROWS(A1:C7,8)", .error(.value)),
      ("INDEX(EXPAND({1,2},2,2,0),2,1)", 0), ("SUM(HSTACK(H1:H4,I1))", .error(.notAvailable)),
      ("ROWS(VSTACK(H1:H4,I1:I3))", 7), ("SUM(TOCOL(H1:I4,1))", 18),
      ("INDEX(WRAPROWS({1,2,3},2,\"x\"),2,2)", "x"), ("INDEX(WRAPCOLS({1,2,3},2),1,2)", 3),
      ("SUM(FILTER(B2:B7,A2:A7=\"Pear\"))", 21),
      ("FILTER(B2:B7,B2:B7>99,\"none\")", "none"), ("ROWS(UNIQUE(A2:A7))", 3), ("UNIQUE(A2:A7,FALSE,TRUE)", "Cherry"),
      ("INDEX(SORT(B2:B7),1)", 8), ("INDEX(SORT(B2:B7,1,-1),1)", 18),
      ("INDEX(SORTBY(A2:A7,B2:B7),1)", "Apple"), ("INDEX(SORT(L1:L3),2)", "b"), ("PERCENTOF(H1:H2,H1:H4)", 0.3),
      ("SUBTOTAL(9,J1:J2)", 9), ("AGGREGATE(9,6,J1:J4)", 23), ("AGGREGATE(9,2,J1:J4)", 13),
      ("AGGREGATE(14,6,J1:J4,1)", 10),
      ("AGGREGATE(4,4,J1,J3)", .error(.notAvailable)), ("TYPE(\"a\")", 2), ("TYPE({1,2})", 64),
    ])
  }

  @Test func texts() throws {
    try check([
      ("TEXTBEFORE(\"a-b-c\",\"-\",2)", "a-b"), ("TEXTAFTER(\"a-b-c\",\"-\",-1)", "c"),
      ("TEXTAFTER(\"abc\",\"x\")", .error(.notAvailable)), ("TEXTBEFORE(\"aXb\",\"x\",1,1)", "a"),
      ("TEXTAFTER(\"abc\",\"x\",1,0,1)", ""), ("INDEX(TEXTSPLIT(\"1,2;3\",\",\",\";\"),2,1)", "3"),
      ("INDEX(TEXTSPLIT(\"1,2;3\",\",\",\";\"),2,2)", .error(.notAvailable)),
      ("FIXED(1234.567,1)", "1,234.6"), ("FIXED(-1234.567,-1,TRUE)", "-1230"), ("DOLLAR(-1234.567)", "($1,234.57)"),
      ("NUMBERVALUE(\"2.500,27\",\",\",\".\")", 2500.27), ("NUMBERVALUE(\"3.5%\")", 0.035),
      ("VALUETOTEXT(\"a\",1)", "\"a\""), ("ARRAYTOTEXT({1,\"a\";TRUE,2},1)", "{1,\"a\";TRUE,2}"),
      ("ENCODEURL(\"a b/ü\")", "a%20b%2F%C3%BC"), ("LENB(\"abc\")", 3),
      ("PROPER(\"2-way STREET o'neil\")", "2-Way Street O'Neil"),
      ("CHAR(128)", "€"), ("CODE(\"é\")", 233), ("TEXTJOIN({\"-\",\"+\"},FALSE,1,2,3)", "1-2+3"),
      ("VALUE(\"$1,234.50\")", 1234.5), ("VALUE(\"(5)\")", -5), ("VALUE(\"50%\")", 0.5), ("VALUE(\"1 1/2\")", 1.5),
      ("VALUE(\"€100\")", 100), ("VALUE(\"--8\")", .error(.value)),
      ("VALUE(\" 2024-01-10 \")", .error(.value)), ("VALUE(\"2024-01-10 06:00\")", 45301.25),
      ("VALUE(\"13:30\")", 0.5625), ("VALUE(\"1:30 PM\")", 0.5625),
    ])
    try checkFaults(["VALUE(\"1,5\")", "VALUE(\"3-4\")", "LENB(\"广\")", "VALUE(\"1:30PM\")"])
  }

  @Test func formats() throws {
    try check([
      ("TEXT(1234.567,\"#,##0.00\")", "1,234.57"), ("TEXT(-1234.5,\"#,##0.0;(#,##0.0)\")", "(1,234.5)"),
      ("TEXT(0,\"0;-0;\"\"zero\"\"\")", "zero"), ("TEXT(12200000,\"0.0,,\")", "12.2"),
      ("TEXT(0.285,\"0.0%\")", "28.5%"),
      ("TEXT(1234567,\"0.00E+00\")", "1.23E+06"), ("TEXT(12345,\"##0.0E+0\")", "12.3E+3"),
      ("TEXT(4.25,\"# ?/?\")", "4 1/4"), ("TEXT(123456789,\"000-00-0000\")", "123-45-6789"),
      ("TEXT(5,\"\"\"n=\"\"0\")", "n=5"), ("TEXT(1.5,\"0.0##\")", "1.5"), ("TEXT(0.5,\"#.##\")", ".5"),
      ("TEXT(39300.625,\"mmmm d, yyyy\")", "August 6, 2007"), ("TEXT(39300.625,\"ddd dd-mmm-yy\")", "Mon 06-Aug-07"),
      ("TEXT(39300.625,\"h:mm AM/PM\")", "3:00 PM"), ("TEXT(1.5,\"[h]:mm:ss\")", "36:00:00"),
      ("TEXT(0.0001157407407,\"m:ss\")", "0:10"), ("TEXT(39300.625,\"m/d/yyyy h:mm\")", "8/6/2007 15:00"),
      ("TEXT(\"abc\",\"@!\")", "abc!"), ("TEXT(5,\"[>3]\"\"big\"\";\"\"small\"\"\")", "big"),
      ("TEXT(12.5,\"General\")", "12.5"), ("TEXT(1,\"[Red]0\")", "1"), ("TEXT(1234,\"$#,##0\")", "$1,234"),
      ("TEXT(-1,\"yyyy\")", .error(.value)),
    ])
    try checkFaults(["TEXT(-0.2,\"0\")", "TEXT(1,\"0*x\")", "TEXT(3.14159265,\"# ?/?\")", "TEXT(1,\"[$-407]mmm\")"])
  }
}

extension CellValue {
  /// Whether two values are the same, numbers to nine digits.
  fileprivate func isClose(_ other: CellValue) -> Bool {
    if case .number(let one) = self, case .number(let other) = other {
      return (one - other).magnitude <= 1e-9 * max(one.magnitude, other.magnitude, 1e-3)
    }
    return self == other
  }
}
